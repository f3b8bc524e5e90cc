"""A choice named in words: "pay again", 退回多收的钱, "my other order". No order is looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.doubt import is_doubted
from actions.paying import asks_to_pay
from actions.shop.policy import RemedyKind

# Longer messages tell something; a choice is named in a few words.
LONGEST = 40
SAID: dict[RemedyKind, str] = {
    RemedyKind.PAY_LINK: (
        r"重新?[支付]|再[支付]|付款链接|支付链接|\b(?:pay|try) (?:it )?(?:again|now)\b|\blink\b"
    ),
    RemedyKind.CONFIRM_PAYMENT: r"确认|\bconfirm",
    RemedyKind.REFUND_SURPLUS: r"退|\b(?:return|refund|give|send|want)\b.*",
    RemedyKind.REFUND: r"退款|退钱|\brefund|\bmoney back\b",
    RemedyKind.CANCEL: r"取消|\bcancel",
    RemedyKind.CHANGE_ADDRESS: r"改.*地址|地址.*改|\baddress\b",
    RemedyKind.REDIRECT: r"改送|改寄|改.*地址|换.*地址|\b(?:elsewhere|redirect|address)\b",
    RemedyKind.RESCHEDULE: r"改约|改时间|换.*时间|另约|\b(?:reschedule|another (?:time|day))\b",
    RemedyKind.REORDER: r"再买|重新下单|再下单|再来一单|\b(?:re-?order|order (?:it )?again)\b",
    RemedyKind.RESEND: r"补发|重发|再发|重新发|\b(?:re-?send|send (?:it|them|another|a new).*)\b",
    RemedyKind.TRACE: r"查件|查一?下|查找|找一?下|\b(?:trace|track it|find it|search)\b",
    RemedyKind.SUBSTITUTE: r"换.*卖家|换一家|类似|别的|另一[款个]|seller|similar|instead",
    RemedyKind.EXCHANGE: r"换货|换一?[个件双]|\bexchange|\breplace",
    RemedyKind.RETURN: r"退货|\breturn",
}
PATTERNS = {kind: re.compile(said, re.IGNORECASE) for kind, said in SAID.items()}
REFUSING = re.compile(
    r"不|别|没|怎么|为什么|谁|哪|了吗|的吗|吗[?？]|多久"
    r"|\b(?:no|not|don't|without|why|how|when|who|which|did|does|was|were)\b",
    re.IGNORECASE,
)
# "不要，补发", "no, send it again": a no, and what is wanted in its place.
NO_BUT = re.compile(
    r"(?:不(?!过|错|好意思|知道|清楚|确定|懂|明白|管|然|客气|急)|别(?!急|的)|算了)[^,，。.!！;；\s]{0,6}[,，。.!！;；\s]+(?P<zh>.+)"
    r"|(?:no|nope|nah)\b(?: thanks| thank you)?\s*[,.!;–—-]\s*(?P<en>.+)",
    re.IGNORECASE,
)
# "行不行" asks and refuses nothing.
ASKING = re.compile(r"([可能行好要是成])不(?:可以|能|行|好|要|是|成)")
OTHER_ORDER = re.compile(
    r"(?:另外?|别)(?:的|一)?[个笔份]?(?:的)?(?:订单|单)|不是(?:这|那)一?[个笔份]?(?:订单|单)"
    r"|换一?[个笔份](?:订单|单)"
    r"|\b(?:other|different|another|wrong) order\b|\bnot (?:this|that) (?:order|one)\b",
    re.IGNORECASE,
)

# The same in a message that says what is the matter: "the wrong order came" names no other one.
ANOTHER = re.compile(
    r"(?:另外?|别)(?:的|一)?[个笔份]?(?:的)?(?:订单|单)|[上下]一?[单笔]"
    r"|\b(?:other|another) (?:order|parcel|package)\b(?!')",
    re.IGNORECASE,
)
# Said of a wish in progress: what follows takes its place.
INSTEAD = re.compile(
    r"(?<!是)不是|[说看选点打]错|算了|不用了|而是|还是(?=[换改要先直])|干脆|宁可|宁愿|改主意"
    r"|^(?:[哦啊额呃]|等等|等下|[,，\s])*不对"
    r"|^\s*(?:no|nope|nah)\b|\b(?:instead|rather|i meant?|i mean|forget (?:it|that|about)"
    r"|never ?mind|scrap|wrong (?:one|order|number)|not (?:this|that|the \w+) (?:one|order)"
    r"|changed my mind)\b",
    re.IGNORECASE,
)
# What waits, taken up before this is done.
NEXT_MATTER = "next:"
NEXT = re.compile(
    r"(?:(?:ok|okay|fine|then|now|let's|please|just|好的?|那|嗯)[ ,，]*)*"
    r"(?:(?:先|直接)?(?:看|说|处理|接着看?|继续)?(?:下一|另一|另外那|第二)[个件](?:事情?|问题)?|接着(?:来|看|说))吧?"
    r"[。！!. ]*"
    r"|(?:(?:ok|okay|fine|then|now|let's|please|just)[ ,]+)*(?:(?:go|move) on(?: to)?|what about)?"
    r" ?(?:the )?(?:next|second|other)(?: one| thing| problem| issue)?(?:,? please)?[.! ]*",
    re.IGNORECASE,
)


# "那我要怎么办", "so what now?": asks what can be done, whatever it is about.
WHAT_NOW = re.compile(
    r"(?:那么?|所以|可是|但是?|好吧|[哎唉]|现在|接下来|这|然后|[,，\s])*"
    r"(?:我|咱们?)?(?:现在|接下来|该|要|应该|得|还|又|到底|可以|能|[,，\s])*"
    r"(?:怎么办|咋办|怎么弄|咋弄|咋整|怎么处理|怎么解决|如何是好|如何处理|做什么|干什么|干嘛|点算|點算|怎麼辦)"
    r"(?:才好|比较好|呢|啊|呀|好|了|吧)?[\s?？!！。.]*"
    r"|(?:so|and|ok|okay|well|but|right|then|hmm|now|alright|[\s,.])*"
    r"(?:what now|now what|what next|what(?:'s| is) next|what happens (?:now|next)|what then"
    r"|(?:and )?what (?:should|can|do|shall|could|am|must) (?:i|we) (?:supposed to )?(?:do)?"
    r"(?: about (?:it|this|that))?"
    r"|how (?:do|can) (?:i|we) (?:fix|solve|sort|handle) (?:it|this|that)(?: out)?"
    r"|what are my options|what do you suggest)"
    r"(?:[\s,]*(?:now|then|next|please|here))*[\s?!.]*",
    re.IGNORECASE,
)
MORE_THAN_ONCE = re.compile(
    r"两次|兩次|二次|重复|重複|多扣|多收|又扣|双倍"
    r"|\b(?:twice|double|again|two times|too much|extra)\b",
    re.IGNORECASE,
)
# "was I charged?", 那我到底被扣钱了没
IF_CHARGED = re.compile(
    r"(?:扣|划|收)(?:了|过|走|掉|没)*(?:我|我们)?的?(?:钱|款|费).{0,3}(?:没|吗|么|不|呢|？|\?)"
    r"|(?:钱|款).{0,6}(?:扣|划|收).{0,3}(?:没|吗|么|不|？|\?)"
    r"|(?:有没有|是不是|到底|究竟|有无).{0,4}(?:扣|划|收)(?:了|过|走|掉)?(?:我)?(?:的)?(?:钱|款|费)?"
    r"|\b(?:was|were|am|been|have) (?:i|we|my card)(?: been)?(?: \w+)? (?:charged|billed|debited)\b"
    r"|\b(?:did|have|has) (?:you|it|they|the money|any money|my money|the bank)\b.{0,20}"
    r"\b(?:take|taken|charged?|gone|left)\b"
    r"|\b(?:was|were|is) (?:any|my|the) money (?:\w+ )?(?:taken|gone|charged|deducted)\b"
    # "你确定没扣？", "you're sure nothing was taken?"
    r"|(?:确定|肯定|保证|真的?|确实).{0,4}(?:没有?|未)(?:被|给)?(?:多|乱)?[扣划收]"
    r"|(?:没有?|未)(?:被)?[扣划](?:我)?(?:的)?(?:钱|款|费)?(?:吧|吗|么|对吧|是吧|对不对)"
    r"|\b(?:sure|certain|positive|promise|guarantee)\b[^.!?]{0,20}"
    r"\b(?:nothing|no money|not|wasn't|weren't|haven't|hasn't|didn't|never)\b[^.!?]{0,20}"
    r"\b(?:taken|took|take|charged?|billed|debited|deducted|gone)\b"
    r"|\b(?:nothing|no money)(?:'s| was| has been| got| is)?(?: \w+)?"
    r" (?:taken|charged|debited|gone)\b[^.]{0,12}\?",
    re.IGNORECASE,
)


def asks_what_now(text: str) -> bool:
    """Whether the text asks for nothing but what can be done."""
    return bool(WHAT_NOW.fullmatch(text.strip()))


def asks_if_charged(text: str) -> bool:
    """Whether the text asks if money was taken at all; being charged twice is another question."""
    return bool(IF_CHARGED.search(text)) and not MORE_THAN_ONCE.search(text)


def named_wish(text: str, choices: Sequence[str]) -> RemedyKind | None:
    """The one remedy among `choices` (`wish:...`) that a short text names; None if not just one.

    Paying again counts without being offered: what speaks against it must be said.
    """
    if f"wish:{RemedyKind.PAY_LINK}" in choices and asks_to_pay(text):
        return RemedyKind.PAY_LINK
    if len(text) > LONGEST or REFUSING.search(ASKING.sub("", text)):
        return None
    offered = [RemedyKind(c.removeprefix("wish:")) for c in choices if c.startswith("wish:")]
    offered = list(dict.fromkeys((*offered, RemedyKind.PAY_LINK)))
    named = [kind for kind in offered if kind in PATTERNS and PATTERNS[kind].search(text)]
    return named[0] if len(named) == 1 else None


def after_no(text: str) -> str:
    """What follows a no in the same message; empty where there is no no, or nothing behind it."""
    found = NO_BUT.fullmatch(text.strip())
    return (found["zh"] or found["en"]).strip() if found else ""


def instead_meant(text: str) -> bool:
    """Whether the text puts what it says in the place of what was wished for before."""
    return bool(INSTEAD.search(text))


def other_order_meant(text: str) -> bool:
    """Whether the text says that it is about another order than the one at hand."""
    return bool(OTHER_ORDER.search(text))


def another_order_named(text: str) -> bool:
    """Whether a message about something speaks of another order than the one at hand."""
    return bool(ANOTHER.search(text))


def named_choice(text: str, choices: Sequence[str]) -> str:
    """The one of the choices shown that the words name, as its button says it; else empty."""
    if is_doubted(text):
        return ""
    if NEXT_MATTER in choices and NEXT.fullmatch(text.strip()):
        return NEXT_MATTER
    wish = named_wish(text, choices)
    return f"wish:{wish}" if wish else ""
