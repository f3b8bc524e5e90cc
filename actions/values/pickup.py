"""Whether the shopper wants to fetch the parcel: "放驿站吧", "I'll collect it myself"."""

from __future__ import annotations

import re

from actions.values.fold import fold

POINT_ZH = r"(?:驿站|快递柜|自提[点柜处]|代收点|取件点|菜鸟|丰巢|便利店|超市|门店|网点|站点)"
POINT_EN = (
    r"(?:(?:pick[- ]?up|collection|parcel)"
    r" (?:point|location|station|shop|store|spot|place|locker)s?"
    r"|lockers?|drop[- ]?off point)"
)
WANTED = re.compile(
    rf"自提|自取|(?:[放送存寄改换转搁丢]|代收)(?:到|去|在|往|个|成|为)*[^,，。;；]{{0,6}}{POINT_ZH}"
    rf"|{POINT_ZH}[^,，。;；]{{0,4}}(?:就行|就好|也行|即可|吧|可以)"
    rf"|(?:我|自己)[^,，。;；]{{0,6}}{POINT_ZH}?[^,，。;；]{{0,2}}(?:去|来|过去)?(?<=[己去来过点站柜])[取拿领提](?!消)"
    rf"|\b{POINT_EN}\b|\bself[- ]?(?:pick[- ]?up|collect\w*)\b"
    r"|\b(?:collect|fetch|pick up|pickup|grab|get) (?:it|this|that|them|(?:my|the) "
    r"(?:parcel|package|order)) (?:myself|from)\b"
    r"|\b(?:collect|pick) (?:it|this|that|them|(?:my|the) (?:parcel|package|order))(?: up)?\b"
    r"|\b(?:switch|change|swap|prefer)\b.{0,20}\b(?:pick[- ]?up|collection)\b"
    r"|\b(?:pick[- ]?up|collection) instead\b|\bclick and collect\b"
)
# Not to be brought there, or told as what went wrong.
UNWANTED = re.compile(
    rf"(?:不(?:要|想|能|可以|准|许)?|别|没(?:有)?|谁|为什么|怎么|擅自|私自)[^,，。;；]{{0,8}}(?:{POINT_ZH}|自提|自取)"
    rf"|{POINT_ZH}[^,，。;；]{{0,4}}(?:没有|没|不(?!用)|太远)|{POINT_ZH}里?了(?!吧)|(?:改成?|(?<!不)要|得|请|还是|我)送货?上门"
    rf"|\b(?:don't|do not|not|no|never|didn't|why|instead of|rather than|without)\b[^,.;!]{{0,24}}"
    rf"(?:{POINT_EN}|\bpick|\bcollect)|\b(?:to|at) (?:my|the) (?:front )?door\b"
    r"|\bfrom (?:me|us|(?:my|our) (?:home|house|place|office))\b"
)

# Asked for, where the same words might be a complaint.
DEMANDED = re.compile(
    r"吧|就[行好可]|也行|即可|帮我|麻烦|[改换]|能不能|可以|可否|能.*[吗么?]|自己|自[提取]"
    r"|\b(?:please|pls|can|could|would|instead|i'll|i will|i'd|let me|switch|change|just)\b"
)
BLAMING = re.compile(r"他|快递[员小]|师傅|小哥|直接|擅自|随便|\b(?:he|she|they|courier|driver)\b")


def demands_pickup(text: str) -> bool:
    """Whether it is asked for in so many words, and nobody is blamed for it."""
    said = fold(text)
    return wants_pickup(text) and bool(DEMANDED.search(said)) and not BLAMING.search(said)


def wants_pickup(text: str) -> bool:
    """Whether the parcel shall wait where the shopper fetches it, and not come to the door."""
    said = fold(text)
    return bool(WANTED.search(said)) and not UNWANTED.search(said)
