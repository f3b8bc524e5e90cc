"""What is said about paying: "how do I pay", "send me the link", a way to pay that is named."""

from __future__ import annotations

import re

from actions.values.fold import fold

# Longer messages tell something; how to pay is asked in a few words.
LONGEST = 60
TO_PAY = re.compile(
    r"用.{0,4}(?:银行|信用|借记|储蓄|礼品|别的|另|其他)一?[张種种]?卡"
    r"|换(?:一?[张个])?(?:别的|其他|新的?)?(?:银行|信用|借记|礼品)?卡|换(?:一?[种个])(?:付款|支付)?方式"
    r"|(?:发|给|要|来|拿).{0,6}链接|链接.{0,4}(?:发|给|呢|在哪)|(?:付款|支付)(?:的)?链接"
    r"|(?:怎么|怎样|如何|在哪(?:里|儿)?|哪里|哪儿)(?:才能|能|可以|去|来)?(?:付|支付|交)(?:钱|款|费)?"
    r"|\bpay(?:ment)? link\b|\blink (?:to|for) pay"
    r"|\b(?:send|give|share|get|want|need)\b.{0,12}\blink\b"
    r"|\b(?:how|where) (?:do|can|should|would|could|to)(?: i| we)? (?:go to )?pay\b"
    r"|\b(?:pay|try)(?: (?:it|again|now|for it|this))* (?:with|by|using)"
    r"(?: (?:a|my|the|another|different|other|new))*(?: (?:credit|debit|bank|gift))? ?card"
    r"|\buse (?:(?:a|my|the|another|different|other|new) )*(?:credit |debit |bank |gift )?card\b"
)
LINK = re.compile(r"链接|\blink\b")
# A no, a complaint, or something else that is wanted.
BESIDE = re.compile(
    r"不|没|別|别(?!的)|取消|退|物流|快递|运单|为什么|失败|两次|多扣|发票|被盗"
    r"|\b(?:no|not|\w+n't|cannot|cancel|refund|money back|why|fail\w*|declin\w*|reject\w*|twice"
    r"|charged|invoice|stolen|tracking|broken)\b"
)
WHETHER = re.compile(r"([可能行好要是成])不(?:可以|能|行|好|要|是|成)")
# "新订单怎么付钱": the one that was just made.
NEW_ORDER = re.compile(r"新(?:的)?(?:订单|单)|刚(?:才|刚)?(?:下|买)的|\bnew order\b")

# Ways to pay that shoppers ask for; which of them there are is for the policy to say.
METHODS = {
    "wechat_pay": re.compile(r"微信|\bwe ?chat\b"),
    "alipay": re.compile(r"支付宝|支付寶|花呗|\bali ?pay\b"),
    "unionpay_app": re.compile(r"云闪付"),
    "paypal": re.compile(r"\bpay ?pal\b|贝宝"),
    "apple_pay": re.compile(r"\bapple ?pay\b|苹果支付"),
    "google_pay": re.compile(r"\bgoogle ?pay\b|\bg ?pay\b"),
    "klarna": re.compile(r"\bklarna\b"),
    "cash_on_delivery": re.compile(r"货到付款|\bcash on delivery\b|\bcod\b|\bpay on delivery\b"),
    "bank_transfer": re.compile(r"银行转账|对公转账|转账|\b(?:bank|wire) transfer\b"),
    "crypto": re.compile(r"比特币|加密货币|\b(?:bitcoin|crypto\w*|usdt)\b"),
}
ASKS_WHETHER = re.compile(
    r"能|可以|可不可|支持|吗|么|行不行|[?？]|用"
    r"|\b(?:can|could|may|do you|does|is|are|accept|take|use|support|possible|with|via)\b"
)


# "卡已经注销了", "that card is cancelled", 能退到另一张卡吗: money cannot go where it came from.
OTHER_CARD = re.compile(
    r"(?<!礼品)卡(?:号|片)?(?:都|也|早|已经?|已|被|给|我|现在|之前|前阵子|上个月|[,， ])*"
    r"(?:注销|销户|销卡|销了|挂失|停用|停了|作废|过期|丢了|不用了|没了|冻结|换了|补办|不在了|失效)"
    r"|(?:注销|停用|挂失|换|丢)(?:了|掉)?(?:我|那|这|原来|之前|付款|的)*[张]?(?:银行|信用|借记|储蓄)?卡了"
    r"|退[到回在去](?:我)?的?(?:别的?|另一?|另外一?|其他|其它|新的?|换)[张个]?的?"
    r"(?:银行|信用|借记|储蓄)?(?:卡|账户|帐户)"
    r"|\b(?:card|account)\b(?: \w+){0,4}? (?:cancell?ed|closed|expired|blocked|lost|stolen|gone"
    r"|deactivated|replaced|frozen|terminated|dead)\b"
    r"|\b(?:cancell?ed|closed|lost|replaced|blocked) (?:that|the|my|this)"
    r"(?: old| bank| credit| debit)* card\b"
    r"|\b(?:no longer|don't|do not) have (?:that|the|this)(?: old| bank| credit| debit)* card\b"
    r"|\b(?:to|onto|on) (?:a|an|my|some)? ?(?:other|another|different|new)"
    r"(?: bank| credit| debit)* (?:card|account)\b"
)


def to_another_card(text: str) -> bool:
    """Whether the text says that the card money was paid with is no more, or not to be used."""
    said = fold(text)
    return bool(OTHER_CARD.search(said)) and not asks_to_pay(text)


def asks_to_pay(text: str) -> bool:
    """Whether a few words ask for nothing but how to pay an order, now or in another way."""
    said = WHETHER.sub("", fold(text))
    return len(said) <= LONGEST and bool(TO_PAY.search(said)) and not BESIDE.search(said)


def asks_for_link(text: str) -> bool:
    """Whether it is the link to pay that is asked for."""
    return asks_to_pay(text) and bool(LINK.search(fold(text)))


def means_new_order(text: str) -> bool:
    return bool(NEW_ORDER.search(fold(text)))


def method_asked(text: str) -> str:
    """The way to pay that a few words ask about, by its code; empty where they ask about none."""
    said = WHETHER.sub("可以", fold(text))
    if len(said) > LONGEST or BESIDE.search(said) or not ASKS_WHETHER.search(said):
        return ""
    return next((code for code, named in METHODS.items() if named.search(said)), "")
