"""What shoppers say is missing or wrong before they give an address; it is no part of one."""

from __future__ import annotations

import re

from actions.values.fold import fold

PART = (
    r"(?:街道|路名|单元(?!\d|号)|小区名?|门牌号?码?|楼栋号?|楼号|栋号|幢号|单元号|房间号|房门号|房号|室号|门号"
    r"|楼层|楼座|(?:详细|具体|完整)?地址|具体位置|详细信息|号码)"
)
PARTS = rf"{PART}(?:[和跟、及]?{PART})*"
MISSED = (
    r"(?:忘记?了?|漏了?|少了?|没有?|未)(?:写|填|输|打|加|留|标|给|选)(?:上|全|完整|清楚?|对|了)*"
    r"|(?:写|填|打|输|选)得?(?:漏|少|错|掉|反|串|不全|不对|不完整|不清楚?)了?"
    r"|(?:漏|缺|少|忘|遗漏)了|遗漏|搞错了?|弄错了?"
)
# "地址不对": only beside the name of a part, for a place may be called so.
WRONG = rf"(?:{MISSED}|缺少?|不全|不完整|不对|错了|有误|有问题|不清楚)"
GLUE = r"[\s,.:;!~、了的呢啊吧呀哦]*"
GIVE = (
    rf"(?:补充|补一?下|补[上个填]|一下|加上|加一?下|添上|帮我|帮忙|请|麻烦|现在|重新|再|改[成为到]"
    rf"|换成|写成|应该?是|应为|(?:正确|完整|对)的?(?:地址)?(?:应该)?是|就是|是|为"
    rf"|{PARTS}(?:应该是|应为|是|为|:))"
)
TOLD_ZH = re.compile(
    rf"(?:{PARTS}(?:都|还|也|又|好像|可能|不小心|我)*{WRONG}|(?:{MISSED}|缺少?(?={PART}))"
    rf"|(?:(?<=[\s,.:;!])|^)(?:补充|补一?下|补[上个填])"
    rf"|(?:(?<=[\s,.:;!我的把])|^){PARTS}(?=应该?是|应为|是|改[成为]|换成)){GLUE}"
    rf"(?:{PARTS}(?=[\s,.:;!了]|{GIVE}|[\da-z])){{0,1}}{GLUE}(?:{GIVE}{GLUE})*"
)
# Who or what is wrong, said in the same breath: "我上次下单的收货……".
SUBJECT = re.compile(
    r"(?:我们?|你们|快递员?|物流|系统|短信|说|那个|这个|订单|收货|收件|之前|上次|刚才|刚刚|下单|当时"
    r"|时候?|里面?|上面?|不小心|好像|可能|是不是|应该|信息|还|就|把|的|是|发现|抱歉|不好意思|哦|啊"
    r"|地址)*"
)
ORDER_NUMBER = re.compile(r"(?<![a-z0-9])#?[a-z]{2}\d{8,}")

MISSING_EN = (
    r"forgot(?:ten)?|missed|missing|left (?:out|off)|omitted|wrong|incorrect|incomplete|lacks?"
    r"|not (?:right|complete|correct)|(?:didn'?t|did not) (?:put|write|include|add|give|enter)"
)
IT_IS = r"it'?s|it is|its|is|should be|be|to"


def without_remarks_zh(text: str) -> str:
    """`text` with line ends in place of words about what is missing, and no order number then."""
    folded, kept, at = fold(text), "", 0
    number = ORDER_NUMBER.match(folded.lstrip())
    if number:
        at = len(folded) - len(folded.lstrip()) + number.end()
    if TOLD_ZH.search(folded) is None:
        return text
    for match in TOLD_ZH.finditer(folded, at):
        before = text[at : match.start()]
        clause = re.split(r"[\s,，.。:：;；!！]", before)[-1]
        if SUBJECT.fullmatch(fold(clause)):
            before = before[: len(before) - len(clause)]
        kept += before + "\n"
        at = match.end()
    return kept + text[at:]


def remark_en(begins: str) -> re.Pattern[str]:
    """What tells at the start of a text that something was missing, up to where `begins` fits."""
    return re.compile(
        rf"^[^\d\n]{{0,80}}?\b(?:{MISSING_EN})\b[^\d\n,.:;!]{{0,40}}?"
        rf"(?:[,.:;!]+ *|\b(?:{IT_IS})\b:? *|(?={begins}))",
        re.IGNORECASE,
    )
