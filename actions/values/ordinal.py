"""Which one of several, and how many: "第二个", "the last one", "3 pairs". Nothing about orders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.values.fold import fold
from actions.values.numeral import ENGLISH_NUMBER, HAN_NUMBER, whole_number

LAST = -1
ALL = 0

ENGLISH_ORDINALS = {
    word: rank
    for rank, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        ],
        start=1,
    )
}
COUNTED = "个单件条副双只台张款项样箱套瓶份笔本组根顶筒盒"
ONE = r"(?: (?:one|order|item|parcel|option)\b)"
NO_RANK = r"(?! (?:time|opinion|thing|class|of all|place|name|hand|half|aid)\b)"
ORDINAL = re.compile(
    rf"第(?P<han>{HAN_NUMBER}|\d{{1,2}})[{COUNTED}]?"
    rf"|(?P<last>最(?:后|末|下面)[面]?(?:那|的|这)?(?:一)?[{COUNTED}]"
    rf"|\b(?:the )?(?:very )?last(?:{ONE}|(?=[.!,]?$))|\bbottom one\b)"
    rf"|(?P<first>最(?:上面|前面|先)(?:那|的)?(?:一)?[{COUNTED}]|\btop one\b)"
    rf"|\b(?:the )?(?P<word>{'|'.join(ENGLISH_ORDINALS)})\b{NO_RANK}{ONE}?"
    rf"|\b(?:the )?(?P<digits>\d{{1,2}})(?:st|nd|rd|th)\b{ONE}?"
    r"|(?:\b(?:number|option|no\.?|choice|item) |选|选择)(?P<option>\d{1,2})(?![\d.号日月点:-])"
)
MONTH_NEAR = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? ?(?:the )?$"
)
DAY_BEFORE = re.compile(r"\b(?:on|by|until|till|before|after|from|since) $")
MONTH_AFTER = re.compile(
    r"(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next month|this month)"
)
THINGS = "pairs?|pieces?|pcs|items?|boxes|box|units?|bottles?|sets?|of (?:them|those|these)"
QUANTITY = re.compile(
    rf"(?P<han>(?<!第)(?:{HAN_NUMBER}|\d{{1,3}}))(?P<unit>[件双只条副台套瓶箱份根顶筒盒个])"
    r"(?!月|星期|礼拜|小时|钟|工作|人工|多|问题|电话|订单|事|意思|地址|时候|天)"
    rf"|\b(?P<english>\d{{1,3}}|a|{ENGLISH_NUMBER})\b"
    rf"(?: (?!(?:ml|kg|g|cm|mm|l|lbs?|oz|inch)\b)\w+)? (?:{THINGS})\b"
    r"|\b(?P<times>\d{1,3}) ?x\b|\bx ?(?P<by>\d{1,3})\b"
    r"|(?P<all>全部|全都|所有的|都退|\b(?:all of (?:them|it)|everything|the lot"
    r"|both(?: of them)?)\b)"
)


@dataclass(frozen=True)
class Count:
    """`value`: a rank from 1 or LAST for an ordinal, a number or ALL for a quantity."""

    value: int
    start: int
    end: int


def find_ordinals(text: str) -> tuple[Count, ...]:
    """Every "which one" said in `text`; days of a month are none."""
    folded = fold(text)
    return tuple(
        Count(rank, match.start(), match.end())
        for match in ORDINAL.finditer(folded)
        if (rank := _rank(match)) and not _is_day(folded, match)
    )


def find_quantities(text: str) -> tuple[Count, ...]:
    """Every "how many" said in `text`. "两个" counts, "两个月" and "第二个" do not."""
    found = []
    for match in QUANTITY.finditer(fold(text)):
        if match["all"]:
            found.append(Count(ALL, match.start(), match.end()))
            continue
        said = match["han"] or match["english"] or match["times"] or match["by"]
        number = whole_number(said)
        if number and not (match["unit"] == "个" and _is_pronoun(match)):
            found.append(Count(number, match.start(), match.end()))
    return tuple(found)


def _rank(match: re.Match[str]) -> int | None:
    if match["last"]:
        return LAST
    if match["first"]:
        return 1
    if match["word"]:
        return ENGLISH_ORDINALS[match["word"]]
    return whole_number(match["han"] or match["digits"] or match["option"])


def _is_day(folded: str, match: re.Match[str]) -> bool:
    before, after = folded[: match.start()], folded[match.end() :]
    if not (match["digits"] or match["word"]):
        return bool(match["han"]) and after.startswith(("天", "次", "周"))
    if MONTH_NEAR.search(before) or MONTH_AFTER.match(after):
        return True
    alone = match["digits"] and match.group()[-2:] in ("st", "nd", "rd", "th")
    return bool(alone) and DAY_BEFORE.search(before) is not None


def _is_pronoun(match: re.Match[str]) -> bool:
    """ "这一个", "哪一个", "一个" point or merely introduce; they count nothing."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    return match["han"] in ("一", "1") or before in ("这", "那", "哪", "第", "几")
