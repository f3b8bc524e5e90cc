"""Doubt: whether words ask if what was told is sure, or why it is so; answered elsewhere."""

from __future__ import annotations

import re

from actions.values.fold import fold

# "你确定吗", "真的假的", "不会弄错吧", "你怎么知道": nothing but the doubt, and what it is about.
ZH = (
    r"(?:[啊哦嗯呃喂哎那但可]|可是|但是|不是吧|等等|等下|[,，。.、\s])*"
    r"(?:(?:[你您]们?|这|这个)?(?:真的?|就这么|这么|还|敢|百分百)?"
    r"(?:确定|肯定|确信|保证)(?:不了?|得了)?[^,，。!！?？]{0,14}(?:吗|么|嘛|吧|[?？])"
    r"|[你您]们?(?:真的?|就)?(?:确定|肯定)(?:这样|是这样)?"
    r"|真的?(?:假的|吗|么|嘛|是这样)(?:吗)?|真的[?？]+"
    r"|(?:[你您]们?|这)?(?:会不会|该不会|不会|是不是)(?:是|又)?(?:[搞弄查看记]|系统)?[错误]了?"
    r"|(?:[你您]们?)?(?:有没有|没有?)(?:[搞弄查看]?错|骗我|看清楚)(?:吧|吗|么|[?？])"
    r"|[你您]们?(?:是)?(?:怎么|从哪|哪里|凭什么|凭啥)(?:会|就)?(?:知道|看出来|这么(?:肯定|确定|说))(?:的)?"
    r"|(?:这|消息|信息)?(?:准不准|靠谱吗|可靠吗|准吗|靠不靠谱))"
    r"(?:[啊呀呢吗吧的了哦嘛]|[?？!！。.~\s])*"
)
EN = (
    r"(?:but|and|so|wait|hold on|ok|okay|no|oh|hm+|really|sorry|well|uh|um|um+|[,.!?\s])*"
    r"(?:(?:are|r)? ?(?:you|u|ya) (?:really |very |absolutely |quite |100% |completely |so )?"
    r"(?:sure|certain|positive)\b(?! you(?:'re| are) not a)[^.!?]{0,60}"
    r"|(?:is|was) (?:that|this|it) (?:really |actually |100% |definitely )?"
    r"(?:right|correct|true|certain|accurate|so|for sure)"
    r"|how (?:do|can|would) (?:you|u) (?:even )?(?:know|be (?:so )?sure)(?: (?:that|this|it))?"
    r"|(?:for real|really|for sure|you sure)"
    r"|(?:could|can) (?:that|this|it) be (?:wrong|a mistake|an error)"
    r"|(?:that|this) (?:can't|cannot) be right)"
    r"(?: then| though| about (?:that|this|it))?[\s?!.]*"
)
# Who is asked what they are, doubts no order.
OF_THE_BOT = re.compile(r"机器人|真人|人工|\b(?:bot|robot|human|person|ai|machine)\b")
DOUBT = re.compile(rf"{ZH}|{EN}")


WHY = re.compile(r"为什么|为啥|为何|[什啥]么?原因|\b(?:why|how come|what reason)\b")
SURE = re.compile(r"确定|肯定|保证|真的|确实|\b(?:sure|certain|positive|promise|guarantee)\b")


def asks_to_be_sure(text: str) -> bool:
    """Whether a question asks for more than was told: for how sure it is."""
    return bool(SURE.search(fold(text)))


def is_doubted(text: str) -> bool:
    """Whether a few words ask if what was told is sure, or how it is known."""
    said = fold(text).strip()
    return bool(DOUBT.fullmatch(said)) and not OF_THE_BOT.search(said)


def asks_why(text: str) -> bool:
    """Whether the cause is asked for, which is told again."""
    return bool(WHY.search(fold(text)))
