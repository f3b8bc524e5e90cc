"""What is said about sending goods back: a return, an exchange, who pays, what to do now."""

from __future__ import annotations

import re

from actions.shop.order import Order, OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.values.fold import fold

# Goods that nobody calls faulty are given back without a reason.
NO_REASON = (
    r"不喜欢|不满意|不合适|不适合|不想要|用不[上着到]|没拆|没用过|没穿过|后悔|买[错多]了"
    r"|\b(?:don't (?:really )?(?:like|want|need)|changed my mind|not for me|no longer (?:want|need)"
    r"|unopened|unused|unworn)\b"
)
BACK = r"退(?!款|钱|费|回来?钱|还款|货款)|\bgive (?:it|them|this) back\b"
RETURN = re.compile(
    rf"无理由|退货|退回去|寄回|(?:{NO_REASON}).*(?:{BACK})|(?:{BACK}).*(?:{NO_REASON})"
    r"|\b(?:return(?:ing)?|send(?:ing)? (?:it|them|this) back)\b"
    r"(?! (?:my |the |our )?(?:money|label|address))"
)
# Who wants the money and keeps the goods, or tells what the parcel did.
NO_RETURN = re.compile(
    r"[仅只]退|不[用想要]?退货|退货(?:到|没|进度|仓)|已经?退|退了货|不退|别退|包裹.*退回"
    r"|\b(?:without|no|not|don't|never) (?:want(?:ing)? to |a |to )?(?:return|send)"
    r"|\bin return\b|\breturned to\b|\balready (?:sent|returned)\b"
)
ASKING = re.compile(
    r"[吗么嘛?？]|怎么|如何|多久|几天|多少|什么|支持|政策|规则|能不能|可不可以|可以|谁|哪"
    r"|\b(?:can|could|may|do|does|is|are|how|what|when|who|which|policy|possible|allowed)\b"
)
EXCHANGE = re.compile(
    r"换货|[能可要想给]以?(?:帮我|给我)?换|调换|退换"
    r"|\bexchang\w*|\bswap (?:it|them|this)\b|\breplace (?:it|them)\b"
)
# Exchanged is what was bought, not where or when it comes, or how it is paid.
NO_EXCHANGE = re.compile(
    r"(?:不|别|无需|甭)[^,，。;；]{0,3}换|\b(?:no|not|don't|without|never)\b.{0,12}\bexchang|"
    r"换.{0,3}(?:地址|时间|手机|电话|收件|卡|支付|付款|快递|人)|\bexchange rate\b"
)
POSTAGE = re.compile(
    r"(?:运费|邮费|快递费|寄费|路费)[^,，。;；]{0,6}(?:谁|哪方|出|付|承担|负责|报销|能退|退吗|包)"
    r"|(?:谁|你们?|我|卖家|自己|商家)[^,，。;；]{0,6}(?:出|付|承担|负责|掏)[^,，。;；]{0,3}(?:运费|邮费|快递费)"
    r"|退(?:货|回)?的?(?:运费|邮费|快递费)|运费险|包退货运费|退货包(?:邮|运费)"
    r"|\breturn (?:postage|shipping|delivery|label|cost)"
    r"|\b(?:postage|shipping) (?:back|for (?:the |a )?returns?)\b"
    r"|\bpa(?:y|ys|id|ying)\b.{0,24}\b(?:postage|return|way back|shipping back)\b"
    r"|\bpa(?:y|ys|id|ying)\b.{0,24}\bsend(?:ing)? (?:it|them) back\b"
    r"|\b(?:free returns?|prepaid label|return label)\b"
)
COMES = r"\b(?:comes?|arriv\w+|gets? here|turns? up|shows? up|is delivered)\b"
PARCEL = r"(?:it|that|them|the (?:parcel|package|goods))"
ON_ITS_WAY = re.compile(
    r"(?:到了|到货|送来|送到|收到|寄到|来了)[^。!！]{0,10}(?:怎么|咋|如何|要不要|用不用|拒收|退|寄回|还)"
    r"|拒收|(?:要|用|能|该|得).{0,3}签收|签收[吗不么]|(?:货|包裹|快递|东西)[^,，。]{0,6}(?:怎么|咋)(?:办|处理|整)"
    r"|还?(?:要|用|得|需要)(?:我)?(?:再)?(?:退|寄)回"
    r"|(?:货|包裹|快递|东西|件).{0,4}还?在(?:路上|途中|运|送).{0,12}(?:怎么|咋|如何|处理)"
    rf"|\b(?:send|ship|return|bring) {PARCEL} back\b.{{0,40}}{COMES}"
    rf"|\b(?:when|if|once)\b.{{0,24}}{COMES}.{{0,48}}\b(?:do|send|return|refuse|keep|back|happens?)\b"
    rf"|\b(?:do|should|what|must)\b.{{0,40}}\b(?:when|if|once)\b.{{0,24}}{COMES}"
    r"|\b(?:arrived|came|turned up|showed up|is here)\b.{0,20}\b(?:what|do i|should i|must i)\b"
    r"|\bwhat about (?:the|my) (?:parcel|package|goods|delivery)\b"
    r"|\brefuse (?:it|the|delivery)\b"
)


def named_for_goods(shop: Shop, order: Order, text: str) -> RemedyKind | None:
    """What shall become of goods that arrived: they are exchanged, or go back.

    Nothing goes back where the shop pays for whatever it is.
    """
    if wants_exchange(text) and not wants_return(text):
        return RemedyKind.EXCHANGE if order.status is OrderStatus.DELIVERED else None
    rules = shop.policy.refund_of(frozenset(line.seller for line in order.lines))
    return RemedyKind.RETURN if wants_return(text) and not rules.unlimited else None


def wants_return(text: str) -> bool:
    """Whether the goods are to go back, not only the money."""
    said = fold(text)
    return bool(RETURN.search(said)) and not NO_RETURN.search(said)


def wants_exchange(text: str) -> bool:
    said = fold(text)
    return bool(EXCHANGE.search(said)) and not NO_EXCHANGE.search(said)


def is_question(text: str) -> bool:
    """Whether it is asked how returning works, and nothing demanded."""
    return bool(ASKING.search(fold(text)))


def asks_who_pays(text: str) -> bool:
    """Whether it is asked who pays for sending goods back."""
    return bool(POSTAGE.search(fold(text)))


def asks_about_arrival(text: str) -> bool:
    """Whether it is asked what to do with a parcel that still comes."""
    return bool(ON_ITS_WAY.search(fold(text)))
