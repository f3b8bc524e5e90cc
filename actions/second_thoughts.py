"""Words that would take back what was done, or ask for more than the rules give. No orders here."""

from __future__ import annotations

import re

from actions.values.fold import fold

# Longer messages tell something else besides.
LONGEST = 60
UNDO = re.compile(
    r"撤[销消回](?!.{0,6}单)|反悔|还原|改回[去来原]|恢复(?:原[样来状]|回[去来]|订单|成?(?:之前|原来))|收回(?:来|刚)"
    r"|刚[才刚](?:的|那个|那[步件]|做的|办的)*[^,，。]{0,4}(?:不算|作废|取消|不要|不办)|取消刚[才刚]"
    r"|\b(?:undo|undone|revert|un-?cancel|roll (?:it |that |this )?back)\b"
    r"|\b(?:take|put|change|switch|set|turn|bring) (?:it|that|this|them|the order|my order) back\b"
    r"|\breverse (?:it|that|this|what)\b|\bgo back on (?:it|that|this)\b|\bscratch that\b"
)
REGRET = re.compile(
    r"改(?:了)?主意|后悔|又?想了想|又不想"
    r"|\bchanged? my mind\b|\bsecond thoughts?\b|\bregret (?:it|that|this)\b"
)
COMPENSATION = re.compile(
    r"补偿|赔偿|赔付|赔[点些我]|补贴|优惠券|代金券|红包|返现|打个?折|折扣|便宜[点些]|减免"
    r"|(?:退|返|免)款?(?:我|给我|还)?(?:个|掉)?(?:一半|半价|[一二三四五六七八九]成)|一半的?[钱款]"
    r"|意思一?下|表示一?下|有(?:什么|啥|点)?(?:表示|说法)"
    r"|\bcompensat\w*|\bgoodwill\b|\b(?:voucher|coupon|store credit|discount)s?\b|\bmoney off\b"
    r"|\b(?:half|some|part|a bit) (?:of )?(?:(?:my|the|our) )?(?:money|price|cost|payment)\b"
    r"|\b(?:\d+|ten|twenty|thirty|fifty) ?(?:%|percent) (?:off|back)\b|\bknock .{1,12} off\b"
    r"|\bfor (?:the|my|all (?:the|this)|this) (?:wait(?:ing)?|trouble|inconvenience|hassle)\b"
    r"|\bmake (?:it|this|that) up to me\b"
)
# A voucher that was used, or will be, is no compensation.
OWN_VOUCHER = re.compile(
    r"(?:用|使用|领|抵扣).{0,6}(?:优惠券|代金券|红包|折扣)|(?:优惠券|代金券|红包|折扣).{0,6}(?:用|没抵|没减)"
    r"|\b(?:use|used|apply|applied|enter|entered|my) (?:\w+ )?"
    r"(?:voucher|coupon|discount|store credit)"
)


def asks_to_undo(text: str) -> bool:
    """Whether a few words ask to take back what was done."""
    said = fold(text)
    return len(said) <= LONGEST and bool(UNDO.search(said))


def regrets(text: str) -> bool:
    """Whether a few words say that the mind was changed, or ask to take back what was done."""
    said = fold(text)
    return len(said) <= LONGEST and bool(UNDO.search(said) or REGRET.search(said))


def asks_for_compensation(text: str) -> bool:
    """Whether money or the like is asked for beyond what goods cost: for a wait, for trouble."""
    said = fold(text)
    return bool(COMPENSATION.search(said)) and not OWN_VOUCHER.search(said)
