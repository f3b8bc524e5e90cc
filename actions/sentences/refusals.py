"""Which sentence tells why something cannot be done."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

from actions.shop.order import Order
from actions.shop.policy import Refusal, RemedyKind, refusals
from actions.speech import Money, Options, Term
from actions.turn import Turn

REFUSED: dict[type, str] = {
    refusals.TooLate: "utter_refused_too_late",
    refusals.TooEarly: "utter_refused_too_early",
    refusals.WrongState: "utter_refused_wrong_state",
    refusals.NothingCaptured: "utter_refused_nothing_captured",
    refusals.NothingLeftToRefund: "utter_refused_nothing_left_to_refund",
    refusals.GoodsPaidBack: "utter_refused_goods_paid_back",
    refusals.NoSurplus: "utter_refused_no_surplus",
    refusals.NotPaidInFull: "utter_refused_not_paid_in_full",
    refusals.AmountAbovePaid: "utter_refused_amount_above_paid",
    refusals.AmountNotPositive: "utter_refused_amount_not_positive",
    refusals.AlreadyCancelled: "utter_refused_already_cancelled",
    refusals.AlreadyConfirmed: "utter_refused_already_confirmed",
    refusals.AlreadyPaid: "utter_refused_already_paid",
    refusals.PaymentUnderWay: "utter_refused_payment_under_way",
    refusals.AmountOnHold: "utter_refused_amount_on_hold",
    refusals.AlreadyReplaced: "utter_refused_already_replaced",
    refusals.AlreadyOrderedAgain: "utter_refused_already_ordered_again",
    refusals.AlreadyAsked: "utter_refused_already_asked",
    refusals.StillUnderWay: "utter_refused_still_under_way",
    refusals.SameAddress: "utter_refused_same_address",
    refusals.AddressIncomplete: "utter_refused_address_incomplete",
    refusals.PhoneInvalid: "utter_refused_phone_invalid",
    refusals.OtherCountry: "utter_refused_other_country",
    refusals.SlotInPast: "utter_refused_slot_in_past",
    refusals.SlotTooFar: "utter_refused_slot_too_far",
    refusals.SlotNotOffered: "utter_refused_slot_not_offered",
    refusals.SameSlot: "utter_refused_same_slot",
    refusals.PickupNotOffered: "utter_refused_pickup_not_offered",
    refusals.AddressFirst: "utter_refused_address_first",
    refusals.NoParcelYet: "utter_refused_no_parcel_yet",
    refusals.UnknownLine: "utter_refused_unknown_line",
    refusals.UnknownProduct: "utter_refused_unknown_product",
    refusals.SameProduct: "utter_refused_same_product",
    refusals.NotSimilar: "utter_refused_not_similar",
    refusals.NothingChanges: "utter_refused_nothing_changes",
    refusals.NothingLeftOver: "utter_refused_nothing_left_over",
    refusals.NoSuchVariant: "utter_refused_no_such_variant",
    refusals.VariantSoldOut: "utter_refused_variant_sold_out",
    refusals.NotSoMany: "utter_refused_not_so_many",
    refusals.OutOfStock: "utter_refused_out_of_stock",
    refusals.ReturnWindowOver: "utter_refused_return_window_over",
    refusals.PhotoMissing: "utter_refused_photo_missing",
    refusals.EmailInvalid: "utter_refused_email_invalid",
    refusals.InvoiceTooLate: "utter_refused_invoice_too_late",
}
# What was not said yet is asked for; there is nothing to refuse.
ASKED_FOR = frozenset({refusals.SlotMissing, refusals.NoProductNamed, refusals.NoChangeNamed})
# Too late for one thing often means that another can still be done: the sentence names it.
TOO_LATE: dict[RemedyKind, str] = {
    RemedyKind.CANCEL: "utter_refused_too_late_to_cancel",
    RemedyKind.CHANGE_ADDRESS: "utter_refused_too_late_to_change_address",
    RemedyKind.REDIRECT: "utter_refused_too_late_to_change_address",
    RemedyKind.SUBSTITUTE: "utter_refused_too_late_to_change_items",
}
# What is still possible where something else is not, besides what the finding offers.
INSTEAD: dict[type, tuple[RemedyKind, ...]] = {
    refusals.NothingLeftOver: (RemedyKind.CANCEL,),
}
INSTEAD_OF_CHANGE = (RemedyKind.RETURN, RemedyKind.REORDER)


def refuse(turn: Turn, refusal: Refusal, order: Order) -> None:
    """Say why not, with what the refusal knows."""
    if type(refusal) in ASKED_FOR:
        return
    said = REFUSED[type(refusal)]
    if isinstance(refusal, refusals.TooLate):
        said = TOO_LATE.get(refusal.kind, said)
    values = {f.name: getattr(refusal, f.name) for f in fields(refusal)}
    if isinstance(refusal, refusals.AddressIncomplete):
        values["parts"] = tuple(Term("address", part) for part in refusal.parts)
    if isinstance(refusal, refusals.SlotNotOffered):
        values["windows"] = tuple(f"{a:%H:%M}–{b:%H:%M}" for a, b in refusal.windows)
    if isinstance(refusal, refusals.NoSuchVariant | refusals.VariantSoldOut):
        values["wanted"] = Options(refusal.wanted, bare=True)
    if isinstance(refusal, refusals.AmountOnHold):
        values["until"] = refusal.until or ""
    turn.say(said, **_money(values, order.currency), number=order.number)


def instead_of(refusal: Refusal) -> tuple[RemedyKind, ...]:
    """What the shopper may want where this is refused."""
    if isinstance(refusal, refusals.TooLate) and refusal.kind is RemedyKind.SUBSTITUTE:
        return INSTEAD_OF_CHANGE
    return INSTEAD.get(type(refusal), ())


def _money(values: dict[str, Any], currency: str) -> dict[str, Any]:
    currency = str(values.pop("currency", currency))
    return {k: Money(v, currency) if isinstance(v, Decimal) else v for k, v in values.items()}
