"""Which details each wish needs, and the wish they make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from actions.case import Asked, Case
from actions.details.address import ADDRESS
from actions.details.detail import Detail
from actions.details.goods import LINES, PHOTOS, PRODUCT
from actions.details.mail import EMAIL
from actions.details.part import read_part
from actions.details.slot import SLOT
from actions.shop.order import Address, ClaimKind, DeliverySlot, Order
from actions.shop.policy import Refusal, RemedyKind, Wish, refusals
from actions.shop.shop import Shop
from actions.turn import Turn

DETAILS: dict[Asked, Detail] = {
    Asked.ADDRESS: ADDRESS,
    Asked.SLOT: SLOT,
    Asked.ITEMS: LINES,
    Asked.PHOTOS: PHOTOS,
    Asked.PRODUCT: PRODUCT,
    Asked.EMAIL: EMAIL,
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
    return next((d for d in NEEDS.get(kind, ()) if DETAILS[d].key not in case.draft), None)


def forget(case: Case, detail: Asked, refusal: Refusal) -> Case:
    """Drop what was refused; an incomplete address is kept, to be completed."""
    kept = dict(case.draft)
    if isinstance(refusal, refusals.AddressIncomplete):
        kept["partial_address"] = kept.get("address", {})
    kept.pop(DETAILS[detail].key, None)
    return replace(case, draft=kept)


def collect(shop: Shop, turn: Turn, order: Order, kind: RemedyKind) -> Case:
    """The case with every detail that this message, or one before the order was known, gives."""
    found: dict[str, Any] = {}
    for asked in (*NEEDS.get(kind, ()), *_asked_besides(turn.case, kind)):
        detail = DETAILS[asked]
        texts = (turn.message.text, *turn.case.said, str(turn.case.draft.get("text", "")))
        values = (detail.read(shop, turn, order, text) for text in texts)
        value = next((v for v in values if v is not None), None)
        if value is not None:
            found[detail.key] = value
    draft = {**turn.case.draft, **found}
    if "address" in found:
        draft.pop("partial_address", None)
    if kind is RemedyKind.REFUND:
        draft |= read_part(order, (turn.message.text, *turn.case.said))
    if turn.message.form == "items" and turn.message.values.get("text"):
        draft["text"] = str(turn.message.values["text"])
    return replace(turn.case, draft=draft, said=())


def _asked_besides(case: Case, kind: RemedyKind) -> tuple[Asked, ...]:
    """A detail that a judgement asked for, such as the photos of what is wrong."""
    wanted = case.asked in DETAILS and case.asked not in NEEDS.get(kind, ())
    return (case.asked,) if wanted else ()


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
        slot=_slot(draft["slot"]) if draft.get("slot") else None,
        amount=Decimal(draft["amount"]) if "amount" in draft else None,
        lines=tuple(draft.get("lines", ())),
        sku=product.get("sku"),
        seller=product.get("seller"),
        email=draft.get("email"),
        text=draft.get("text"),
        uploads=tuple(draft.get("uploads", ())),
        problem=ClaimKind(draft["problem"]) if "problem" in draft else None,
    )


def _slot(values: dict[str, str]) -> DeliverySlot:
    return DeliverySlot(
        date.fromisoformat(values["date"]),
        time.fromisoformat(values["from"]),
        time.fromisoformat(values["to"]),
    )
