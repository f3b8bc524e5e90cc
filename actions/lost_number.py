"""A number that is not at hand: whether words say that the order number is forgotten or lost."""

from __future__ import annotations

import re

from actions.values.fold import fold

ZH_NUMBER = r"(?<!快递)(?<!物流)(?<!运)(?:订?单编?号码?|订单的?编?号码?)"
ZH_GONE = (
    r"(?:忘[了记掉]?|不记得|记不[得清住起]|想不起|找不[到着]|不知道|不清楚|不见了|没存|没记|没留|没了"
    r"|[弄搞]?丢了|删[了掉]|不在手[边上]|查不到|看不到)"
)
ZH_WHERE = r"(?:哪里|哪儿|哪|怎么|怎样|如何|去哪)"
# "订单号忘了", "忘了订单号怎么办", "没有订单号", "订单号在哪里看"
ZH = (
    rf"{ZH_NUMBER}[^,，。!！?？]{{0,6}}{ZH_GONE}|{ZH_GONE}[^,，。!！?？]{{0,4}}{ZH_NUMBER}"
    rf"|没有?{ZH_NUMBER}|{ZH_NUMBER}[^,，。]{{0,3}}(?:在哪|去哪|哪里|哪儿|怎么[查找看]|多少|[是叫]什么)"
    rf"|{ZH_WHERE}[^,，。!！?？]{{0,4}}[查找看][^,，。!！?？]{{0,3}}{ZH_NUMBER}"
)
EN_NUMBER = r"\b(?:order|confirmation|reference) ?(?:number|no\.?|num|nr|id|code|#)"
EN_GONE = (
    r"(?:lost|lose|forgot(?:ten)?|forget|misplaced|deleted|no longer have|without|no idea"
    r"|(?:do(?:n't| not)|did(?:n't| not)) (?:have|know|remember|recall|keep|save|get|see)"
    r"|have(?:n't| not) got|(?:can't|cannot|can not|couldn't) (?:find|remember|recall|see|locate)"
    r"|not sure (?:of|about|what)|have no|there's no|no)"
)
# "I lost the order number", "my order number is gone", "where do I find the order number"
EN = (
    rf"\b{EN_GONE}\b[^,.!?]{{0,24}}{EN_NUMBER}(?!\w)"
    rf"|{EN_NUMBER}[^,.!?]{{0,16}}\b(?:lost|gone|forgotten|missing|deleted)\b"
    rf"|\b(?:where|how)\b[^,.!?]{{0,20}}\b(?:find|get|see|look up|is|know)\b[^,.!?]{{0,16}}"
    rf"{EN_NUMBER}(?!\w)|\bwhat(?:'s| is| was) (?:my|the) {EN_NUMBER}(?!\w)"
)
LOST = re.compile(f"{ZH}|{EN}")
# Where the number was asked for, few words say that there is none.
LOST_WHEN_ASKED = re.compile(
    r"(?:哪|不知道|找不到|忘|没有|怎么).*号|号.*(?:哪|不知道|找不到|忘|没有|怎么)"
    r"|(?:我|真的?|全|都|早|已经)*(?:忘[了记]|不记得|记不得|记不清|找不到)[了啊呀呢。!！]*"
    r"|\b(?:where|find|don't|no|lost|forgot)\b.*\bnumber\b|\bnumber\b.*\b(?:where|find|lost)\b"
    r"|(?:i |i've |sorry |oh )*(?:lost|forgot|forgotten|can't (?:find|remember)"
    r"|don't (?:have|know|remember))(?: it)?[.! ]*"
)

# What is said around it: hello, a phone number in its place, what to do now.
AROUND = re.compile(
    r"我|的|把|了|啊|呀|呢|吧|吗|嘛|[你您]好?|请问|手机|电话|号码?|尾号|是|能|可以|可|用|查询?|找|怎么办?|咋办?"
    r"|看|哪里?|现在|但是?|不过|只有|只|有|帮|给|一下|订单|下单时?|告诉|知道|不行|行|到|时候|\d"
    r"|'s\b|\b(?:i|i've|i'm|my|the|a|but|and|so|sorry|hi|hello|hey|phone|mobile|cell|number|is|was|ends?|ending"
    r"|in|with|on|it|me|can|could|you|use|look|up|find|by|via|what|do|now|then|should|how|please|pls|help"
    r"|thanks|it's|this|just|only|have|got|here|order|need|to|of|for|too|also|know)\b"
)


def number_is_lost(text: str, *, asked: bool = False) -> bool:
    """Whether the text says that the order number is not at hand, or asks where it stands.

    `asked`: the number was asked for.
    """
    said = fold(text)
    return bool(LOST.search(said) or (asked and LOST_WHEN_ASKED.search(said)))


def says_only_that(text: str) -> bool:
    """Whether it says so and nothing else, but for a phone number or a question what to do."""
    said = fold(text)
    rest = AROUND.sub(" ", LOST.sub(" ", said))
    return bool(LOST.search(said)) and not any(sign.isalpha() for sign in rest)
