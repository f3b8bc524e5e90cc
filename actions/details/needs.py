"""Which details each wish needs, and the wish they make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from actions.case import Asked, Case
from actions.details.address import ADDRESS
from actions.details.change import CHANGE, line_change, without
from actions.details.detail import Detail
from actions.details.goods import LINES, PHOTOS, PRODUCT
from actions.details.mail import EMAIL
from actions.details.part import read_part
from actions.details.slot import SLOT
from actions.shop.order import Address, ClaimKind, DeliverySlot, Order
from actions.shop.policy import Refusal, RemedyKind, Wish, refusals
from actions.shop.policy.effects import LineChange
from actions.shop.policy.refusals import UnknownLine
from actions.shop.shop import Shop
from actions.turn import Turn
from actions.values.billing import read_billing

DETAILS: dict[Asked, Detail] = {
    Asked.ADDRESS: ADDRESS,
    Asked.SLOT: SLOT,
    Asked.ITEMS: LINES,
    Asked.PHOTOS: PHOTOS,
    Asked.PRODUCT: PRODUCT,
    Asked.EMAIL: EMAIL,
    Asked.CHANGE: CHANGE,
}
NEEDS: dict[RemedyKind, tuple[Asked, ...]] = {
    RemedyKind.CHANGE_ADDRESS: (Asked.ADDRESS,),
    RemedyKind.REDIRECT: (Asked.ADDRESS,),
    RemedyKind.RESCHEDULE: (Asked.SLOT,),
    RemedyKind.INVOICE: (Asked.EMAIL,),
    RemedyKind.RETURN: (Asked.ITEMS,),
    RemedyKind.EXCHANGE: (Asked.ITEMS,),
    RemedyKind.SUBSTITUTE: (Asked.PRODUCT,),
}
# Where needs changed, what stands in for the goods is not chosen but said: another size or number.
CHANGED_NEEDS = (Asked.ITEMS, Asked.CHANGE)
# Refusals that a better answer mends: the detail is asked for again.
MENDED_BY: dict[type, Asked] = {
    refusals.AddressIncomplete: Asked.ADDRESS,
    refusals.PhoneInvalid: Asked.ADDRESS,
    refusals.SameAddress: Asked.ADDRESS,
    refusals.OtherCountry: Asked.ADDRESS,
    refusals.SlotMissing: Asked.SLOT,
    refusals.SlotInPast: Asked.SLOT,
    refusals.SlotTooFar: Asked.SLOT,
    refusals.SlotNotOffered: Asked.SLOT,
    refusals.SameSlot: Asked.SLOT,
    refusals.PickupNotOffered: Asked.SLOT,
    refusals.UnknownLine: Asked.ITEMS,
    refusals.PhotoMissing: Asked.PHOTOS,
    refusals.NoProductNamed: Asked.PRODUCT,
    refusals.SameProduct: Asked.PRODUCT,
    refusals.NotSimilar: Asked.PRODUCT,
    refusals.EmailInvalid: Asked.EMAIL,
    refusals.NoChangeNamed: Asked.CHANGE,
    refusals.NothingChanges: Asked.CHANGE,
    refusals.NoSuchVariant: Asked.CHANGE,
    refusals.VariantSoldOut: Asked.CHANGE,
    refusals.NotSoMany: Asked.CHANGE,
}
# What is kept of a refused detail, until a better one is given.
SO_FAR = {"address": ("partial_address",), "changes": ("changes_so_far", "not_made", "too_many")}
# What of a change was refused; the rest of it still stands.
REFUSED_PART: dict[type, tuple[str, ...]] = {
    refusals.NoSuchVariant: ("options", "sku"),
    refusals.VariantSoldOut: ("options", "sku"),
    refusals.NotSoMany: ("quantity",),
    refusals.NothingChanges: ("options", "sku", "quantity"),
}


def asks_for(refusal: Refusal) -> Asked | None:
    """The detail that, given better, mends this refusal; None when nothing does."""
    return MENDED_BY.get(type(refusal))


def is_first_time(refusal: Refusal, case: Case) -> bool:
    """Whether it is refused only because nobody asked for the detail yet: no fault to speak of."""
    asked = asks_for(refusal)
    return asked is not None and DETAILS[asked].key not in case.draft


def missing(case: Case, kind: RemedyKind) -> Asked | None:
    """The first detail that the wish still needs."""
    return next((d for d in _needed(case, kind) if DETAILS[d].key not in case.draft), None)


def unknown_line(case: Case, order: Order) -> UnknownLine | None:
    """The first line that was named and is none of this order, before anything else is asked."""
    count = len(order.lines)
    wrong = (int(line) for line in case.draft.get("lines", ()) if not 0 <= int(line) < count)
    line = next(wrong, None)
    return None if line is None else UnknownLine(line, count)


def _needed(case: Case, kind: RemedyKind) -> tuple[Asked, ...]:
    return CHANGED_NEEDS if case.draft.get("changing") else NEEDS.get(kind, ())


def forget(case: Case, detail: Asked, refusal: Refusal) -> Case:
    """Drop what was refused; an incomplete address is kept, to be completed."""
    kept = dict(case.draft)
    if isinstance(refusal, refusals.AddressIncomplete):
        kept["partial_address"] = kept.get("address", {})
    if detail is Asked.CHANGE:
        changes = kept.get("changes", [])
        kept["changes_so_far"] = without(changes, *REFUSED_PART[type(refusal)])
        if isinstance(refusal, refusals.NotSoMany):
            kept["too_many"] = refusal.quantity
        kept["not_made"] = next((c["options"] for c in changes if c.get("options")), {})
    kept.pop(DETAILS[detail].key, None)
    return replace(case, draft=kept)


def collect(shop: Shop, turn: Turn, order: Order, kind: RemedyKind) -> Case:
    """The case with every detail that this message, or one before the order was known, gives."""
    for asked in dict.fromkeys((*_needed(turn.case, kind), *_given_besides(turn))):
        detail = DETAILS[asked]
        texts = (turn.message.text, *turn.case.said, str(turn.case.draft.get("text", "")))
        values = (detail.read(shop, turn, order, text) for text in texts)
        value = next((v for v in values if v is not None), None)
        if value is not None:
            turn.case = _with(turn.case, detail, value)
    draft = dict(turn.case.draft)
    if kind is RemedyKind.REFUND:
        draft |= read_part(order, (turn.message.text, *turn.case.said))
    if kind is RemedyKind.INVOICE:
        draft |= _billing((turn.message.text, *turn.case.said))
    if turn.message.form == "items" and turn.message.values.get("text"):
        draft["text"] = str(turn.message.values["text"])
    return replace(turn.case, draft=draft, said=())


def _billing(texts: tuple[str, ...]) -> dict[str, str]:
    """Who the invoice is made out to, as far as the texts say; the first that says it counts."""
    read = [read_billing(text) for text in texts]
    title = next((each.title for each in read if each.title), "")
    number = next((each.tax_number for each in read if each.tax_number), "")
    return {k: v for k, v in (("title", title), ("tax_number", number)) if v}


def _with(case: Case, detail: Detail, value: Any) -> Case:
    """The case with this detail; what was kept of a refused one is no longer needed."""
    kept = {k: v for k, v in case.draft.items() if k not in SO_FAR.get(detail.key, ())}
    return replace(case, draft={**kept, detail.key: value})


def _given_besides(turn: Turn) -> tuple[Asked, ...]:
    """What a judgement asked for, and photos of what is wrong, which come when they come."""
    asked = (turn.case.asked,) if turn.case.asked in DETAILS else ()
    return (*asked, Asked.PHOTOS) if turn.message.form == "photos" else asked


def ask(shop: Shop, turn: Turn, order: Order, detail: Asked, *, again: bool = False) -> None:
    """Ask for one detail, with the form that helps to give it; free text works as well."""
    turn.wait_for(detail)
    DETAILS[detail].ask(shop, turn, order, again)


def wish_of(case: Case) -> Wish:
    """The draft as a wish of the shop's."""
    draft = case.draft
    product = draft.get("product") or {}
    return Wish(
        address=Address(**draft["address"]) if "address" in draft else None,
        slot=_slot(draft["slot"]) if "date" in (draft.get("slot") or {}) else None,
        pickup_point=(draft.get("slot") or {}).get("pickup_point"),
        amount=Decimal(draft["amount"]) if "amount" in draft else None,
        lines=tuple(draft.get("lines", ())),
        sku=product.get("sku"),
        seller=product.get("seller"),
        email=draft.get("email"),
        text=draft.get("text") or _made_out_to(draft),
        uploads=tuple(draft.get("uploads", ())),
        problem=ClaimKind(draft["problem"]) if "problem" in draft else None,
        changes=_changes(draft) if draft.get("changing") else None,
    )


def _made_out_to(draft: dict[str, Any]) -> str | None:
    parts = (draft.get("title"), draft.get("tax_number"))
    return ", ".join(part for part in parts if part) or None


def _changes(draft: dict[str, Any]) -> tuple[LineChange, ...]:
    return tuple(line_change(change) for change in draft.get("changes", ()))


def _slot(values: dict[str, str]) -> DeliverySlot:
    return DeliverySlot(
        date.fromisoformat(values["date"]),
        time.fromisoformat(values["from"]),
        time.fromisoformat(values["to"]),
    )
