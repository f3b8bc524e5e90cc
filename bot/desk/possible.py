"""What staff may do for an order right now: every kind of remedy the policy allows, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from actions.shop.context import context_of
from actions.shop.history import record_of
from actions.shop.order import ClaimKind, Order
from actions.shop.policy import Effect, Refusal, RemedyKind, Wish, judge, refusals, substitutes
from actions.shop.shop import Shop

K = RemedyKind

# What staff say about each kind, beside the lines where an order has several.
NEEDS: Mapping[RemedyKind, tuple[str, ...]] = {
    K.REFUND: ("amount",),
    K.CHANGE_ADDRESS: ("address",),
    K.REDIRECT: ("address",),
    K.RESCHEDULE: ("slot",),
    K.SUBSTITUTE: ("sku",),
    K.CLAIM: ("problem", "text"),
    K.INVOICE: ("email", "text"),
}
OF_LINES = frozenset({K.REFUND, K.RETURN, K.EXCHANGE, K.RESEND})
# What is refused only because it was not said yet.
NOT_SAID_YET = (
    refusals.AddressIncomplete,
    refusals.SlotMissing,
    refusals.NoProductNamed,
    refusals.EmailInvalid,
)
# Of an address these are shown; the rest is masked, and has to be given anew.
SHOWN_PARTS = ("country", "province", "city")


@dataclass(frozen=True)
class Possible:
    """`needs` are the values to give, `options` what they may be, where that is limited."""

    kind: RemedyKind
    needs: tuple[str, ...]
    approval: bool
    options: Mapping[str, Any]


def possible(shop: Shop, order: Order, uploads: tuple[str, ...]) -> tuple[Possible, ...]:
    """`uploads` are the photos of the conversation: they count as shown for a fault."""
    found = []
    for kind in RemedyKind:
        answer = _judged(shop, order, kind, uploads)
        if kind is K.SUBSTITUTE and not _can_stand_in(shop, order):
            continue
        if isinstance(answer, (Effect, *NOT_SAID_YET)):
            found.append(_possible(shop, order, kind, answer))
    return tuple(found)


def _judged(
    shop: Shop, order: Order, kind: RemedyKind, uploads: tuple[str, ...]
) -> Effect | Refusal:
    """What it would bring; a claim is possible if one about anything is."""
    wish, context = Wish(uploads=uploads), context_of(shop, order)
    wishes = [replace(wish, problem=each) for each in ClaimKind] if kind is K.CLAIM else [wish]
    record = record_of(shop, order, wish)
    answers = [judge(order, kind, w, context, record, shop.policy, shop.now) for w in wishes]
    return next((a for a in answers if isinstance(a, Effect)), answers[0])


def _possible(shop: Shop, order: Order, kind: RemedyKind, answer: Effect | Refusal) -> Possible:
    needs = NEEDS.get(kind, ())
    if kind in OF_LINES and len(order.lines) > 1:
        needs = (*needs, "lines")
    options: dict[str, Any] = {}
    if "amount" in needs and isinstance(answer, Effect):
        options |= {"most": f"{answer.amount:.2f}", "currency": answer.currency}
    if "slot" in needs:
        options |= _slots(shop)
    if "address" in needs:
        parts = asdict(order.address) if order.address is not None else {}
        options["address"] = {p: parts[p] for p in SHOWN_PARTS if parts.get(p)}
    return Possible(kind, needs, isinstance(answer, Effect) and answer.approval, options)


def _slots(shop: Shop) -> dict[str, Any]:
    rules, today = shop.policy.reschedule, shop.now.astimezone(shop.policy.time_zone).date()
    return {
        "first": (today + timedelta(days=rules.first_day)).isoformat(),
        "last": (today + timedelta(days=rules.last_day)).isoformat(),
        "windows": [f"{start:%H:%M}-{end:%H:%M}" for start, end in rules.windows],
    }


def _can_stand_in(shop: Shop, order: Order) -> bool:
    products = dict(record_of(shop, order).products)
    return any(substitutes(line, products) for line in order.lines)
