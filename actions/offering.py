"""What is offered for an order: what the shop's policy allows about what was found, as buttons."""

from __future__ import annotations

from dataclasses import replace

from actions import explain
from actions.case import Asked
from actions.details import needs
from actions.matters import named
from actions.named import NEXT_MATTER, after_no, named_wish
from actions.shop.context import context_of, findings_of
from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.history import record_of
from actions.shop.order import ClaimKind, Order
from actions.shop.policy import Effect, Refusal, RemedyKind, judge, options
from actions.shop.policy.offers import TABLE
from actions.shop.shop import Shop
from actions.turn import Turn

OFFER: dict[RemedyKind, str] = {
    RemedyKind.REFUND: "utter_button_refund",
    RemedyKind.REFUND_SURPLUS: "utter_button_refund_surplus",
    RemedyKind.CANCEL: "utter_button_cancel",
    RemedyKind.CHANGE_ADDRESS: "utter_button_change_address",
    RemedyKind.REDIRECT: "utter_button_redirect",
    RemedyKind.REORDER: "utter_button_reorder",
    RemedyKind.RESCHEDULE: "utter_button_reschedule",
    RemedyKind.SUBSTITUTE: "utter_button_substitute",
    RemedyKind.RESEND: "utter_button_resend",
    RemedyKind.CONFIRM_PAYMENT: "utter_button_confirm_payment",
    RemedyKind.TRACE: "utter_button_trace",
    RemedyKind.RETURN: "utter_button_return",
    RemedyKind.EXCHANGE: "utter_button_exchange",
    RemedyKind.PAY_LINK: "utter_button_pay_link",
}
# Of two orders that are the same, the button says which.
CANCEL_OF_TWO = "utter_button_cancel_of_two"
# What was said about the goods holds for whatever is then chosen.
ABOUT_THE_GOODS = frozenset({"problem", "text", "lines", "uploads"})
# What the bot must not decide: it says so, and a person looks at it.
FOR_PEOPLE = frozenset({FindingKind.DATA_CONFLICT})


def offer(
    shop: Shop, turn: Turn, order: Order, finding: Finding, besides: tuple[RemedyKind, ...] = ()
) -> None:
    """What may be done about a finding, as buttons under a question; `besides` if it may be."""
    turn.case = replace(turn.case, finding=str(finding.kind))
    instead, _ = allowed(shop, turn, order, besides)
    offer_kinds(turn, tuple(dict.fromkeys((*_possible(shop, order, finding), *instead))))


def offer_now(shop: Shop, turn: Turn, order: Order) -> None:
    """What can be done as the order stands; where nothing can, how it stands."""
    turn.case = turn.case.without_wish()
    finding = finding_of_case(shop, turn, order)
    kinds = _possible(shop, order, finding)
    if kinds:
        turn.say("utter_what_now", number=order.number)
        show_kinds(turn, kinds)
    else:
        explain.tell(shop, turn, order, finding)
        offer_kinds(turn, ())


def offer_rest(shop: Shop, turn: Turn, order: Order, besides: tuple[RemedyKind, ...] = ()) -> None:
    """What else may be done for the order as it stands now, and for goods that are faulty."""
    about = {k: v for k, v in turn.case.draft.items() if k in ABOUT_THE_GOODS}
    turn.case = turn.case.without_wish()
    if about.get("problem") == ClaimKind.ITEM_PROBLEM:
        turn.case = replace(turn.case, draft=about)
        kinds = tuple(dict.fromkeys((*TABLE[FindingKind.ITEM_PROBLEM], *besides)))
        offer_kinds(turn, allowed(shop, turn, order, kinds)[0])
    else:
        offer(shop, turn, order, finding_of_case(shop, turn, order), besides)


def named_instead(shop: Shop, turn: Turn, order: Order) -> RemedyKind | None:
    """What else may be done, where a no names it in the same message."""
    kinds = _possible(shop, order, finding_of_case(shop, turn, order))
    choices = [f"wish:{kind}" for kind in kinds if kind != turn.case.wish]
    return named_wish(after_no(turn.message.text), choices)


def offer_kinds(turn: Turn, kinds: tuple[RemedyKind, ...]) -> None:
    """These as buttons, what waits, and a person. Where nothing can be done, what waits is next."""
    if not kinds and turn.go_on():
        return
    turn.say("utter_what_to_do" if kinds else "utter_no_options")
    show_kinds(turn, kinds)


def show_kinds(turn: Turn, kinds: tuple[RemedyKind, ...]) -> None:
    turn.wait_for(Asked.WISH)
    for kind in kinds:
        turn.choice(title_of(kind, turn.case.finding), f"wish:{kind}", number=turn.case.order)
    if turn.case.waiting:
        turn.choice("utter_button_next", NEXT_MATTER, matter=named(turn.case.waiting)[0])
    turn.button("utter_button_human", "/talk_to_human")


def title_of(kind: RemedyKind, finding: str) -> str:
    """The response on the button of an offer."""
    of_two = finding == FindingKind.DUPLICATE_ORDER and kind is RemedyKind.CANCEL
    return CANCEL_OF_TWO if of_two else OFFER[kind]


def allowed(
    shop: Shop, turn: Turn, order: Order, kinds: tuple[RemedyKind, ...]
) -> tuple[tuple[RemedyKind, ...], tuple[Refusal, ...]]:
    """Which of these the order allows, given the missing details; and why not the others."""
    wished, context = needs.wish_of(turn.case), context_of(shop, order)
    record = record_of(shop, order, wished)
    fine, refused = [], []
    for kind in kinds:
        answer = judge(order, kind, wished, context, record, shop.policy, shop.now)
        if isinstance(answer, Effect) or needs.asks_for(answer):
            fine.append(kind)
        else:
            refused.append(answer)
    return tuple(fine), tuple(refused)


def finding_of_case(shop: Shop, turn: Turn, order: Order) -> Finding:
    """The finding the conversation is about if it still holds, else the most serious one."""
    findings = findings_of(shop, order)
    return next((f for f in findings if f.kind == turn.case.finding), findings[0])


def _possible(shop: Shop, order: Order, finding: Finding) -> tuple[RemedyKind, ...]:
    context, record = context_of(shop, order), record_of(shop, order)
    found = options(order, finding, context, shop.policy, shop.now, record)
    return tuple(option.kind for option in found)
