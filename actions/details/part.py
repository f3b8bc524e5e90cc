"""The part of an order that is meant: some goods, or an amount. Taken where it is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from actions.case import Case
from actions.mentions import mentioned_lines
from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.order import Order, OrderStatus
from actions.values.amount import find_amounts
from actions.values.fold import fold

# What was paid or what a thing cost is no amount to give back: it stands beside such a word.
BACK_BEFORE = re.compile(
    r"(?:退|还|赔|补)(?:给|我|款|回|还|偿|一?部分|个|了|只|就|要|点|[：: ])*$"
    r"|\b(?:refund(?:ed)?|give|get|return)(?: (?:me|us|of|just|only|about|back|exactly))*[: ]*$"
)
BACK_AFTER = re.compile(r"^(?:的?退款|退)|^ (?:back|refund(?:ed)?|of (?:it|that) back)\b")
# Of a parcel on its way nothing can go missing but the whole.
IN_PARTS = frozenset({OrderStatus.PLACED, OrderStatus.CONFIRMED, OrderStatus.DELIVERED})


def read_part(order: Order, texts: Iterable[str]) -> dict[str, Any]:
    """`lines` and `amount` as a draft keeps them; empty where none is named."""
    part: dict[str, Any] = {}
    for text in texts:
        amount = named_amount(text)
        if amount is not None:
            part.setdefault("amount", str(amount))
        lines = mentioned_lines(text, order.lines) if order.status in IN_PARTS else ()
        if 0 < len(lines) < len(order.lines):
            part.setdefault("lines", list(lines))
    return part


def part_of(finding: Finding) -> dict[str, Any]:
    """The part that an offer for this finding is about: goods that ran out, or that are faulty."""
    if finding.kind in (FindingKind.OUT_OF_STOCK, FindingKind.ITEM_PROBLEM):
        return {"lines": list(finding.detail["lines"])}
    return {}


def is_part(case: Case, order: Order) -> bool:
    """Whether the draft is about less, or more, than all that was paid and not given back."""
    if "amount" in case.draft:
        return bool(Decimal(case.draft["amount"]) != order.captured - order.refunded)
    return 0 < len(case.draft.get("lines", ())) < len(order.lines)


def named_amount(text: str) -> Decimal | None:
    """The amount that shall go back; None where none is named, or one of something else."""
    folded = fold(text)
    for amount in find_amounts(folded):
        before, after = folded[: amount.start], folded[amount.end :]
        if BACK_BEFORE.search(before) or BACK_AFTER.search(after):
            return amount.value
    return None
