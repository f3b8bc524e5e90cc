"""The remedy loop: from a wish to its details, to the exact effect, to a yes, to doing it once."""

from __future__ import annotations

from dataclasses import replace

from actions import explain, sayings
from actions.case import Asked
from actions.details import needs
from actions.details.part import is_part, part_of
from actions.matters import named
from actions.named import NEXT_MATTER
from actions.shop.access import OrderNotFound, shopper_of
from actions.shop.context import context_of, findings_of
from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.history import record_of
from actions.shop.order import ClaimKind, Order
from actions.shop.policy import Effect, Refusal, RemedyKind, judge, options
from actions.shop.policy.effects import WaitsFor
from actions.shop.policy.offers import TABLE
from actions.shop.policy.refusals import AlreadyAsked, StillUnderWay
from actions.shop.remedies import (
    AlreadyDone,
    Changed,
    Done,
    Proposal,
    ProposalGone,
    Remedy,
    RemedyStatus,
    Requested,
    Unknown,
    carry_out,
    propose,
)
from actions.shop.shop import Shop
from actions.turn import Turn
from actions.which_order import order_of_case

# What was said about the goods holds for whatever is then chosen.
ABOUT_THE_GOODS = frozenset({"problem", "text", "lines", "uploads"})
BEGUN = (AlreadyAsked, StillUnderWay)
IN_PARTS = frozenset({RemedyKind.REFUND, RemedyKind.RETURN, RemedyKind.EXCHANGE})


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


def finding_of_case(shop: Shop, turn: Turn, order: Order) -> Finding:
    """The finding the conversation is about if it still holds, else the most serious one."""
    findings = findings_of(shop, order)
    return next((f for f in findings if f.kind == turn.case.finding), findings[0])


def offer_kinds(turn: Turn, kinds: tuple[RemedyKind, ...]) -> None:
    """These as buttons, what waits, and a person. Where nothing can be done, what waits is next."""
    if not kinds and turn.go_on():
        return
    turn.say("utter_what_to_do" if kinds else "utter_no_options")
    show_kinds(turn, kinds)


def show_kinds(turn: Turn, kinds: tuple[RemedyKind, ...]) -> None:
    turn.wait_for(Asked.WISH)
    for kind in kinds:
        turn.choice(sayings.OFFER[kind], f"wish:{kind}")
    if turn.case.waiting:
        turn.choice("utter_button_next", NEXT_MATTER, matter=named(turn.case.waiting)[0])
    turn.button("utter_button_human", "/talk_to_human")


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


def _possible(shop: Shop, order: Order, finding: Finding) -> tuple[RemedyKind, ...]:
    context, record = context_of(shop, order), record_of(shop, order)
    found = options(order, finding, context, shop.policy, shop.now, record)
    return tuple(option.kind for option in found)


def pursue_first(
    shop: Shop,
    turn: Turn,
    order: Order,
    kinds: tuple[RemedyKind, ...],
    finding: Finding,
    meant: RemedyKind | None = None,
) -> None:
    """Pursue the first of these wishes that is allowed; else say why not, and what is possible."""
    if RemedyKind.REFUND in kinds:
        turn.case = needs.collect(shop, turn, order, RemedyKind.REFUND)
        # Whoever wants a part back keeps the rest.
        whole = (RemedyKind.CANCEL,) if is_part(turn.case, order) else ()
        kinds = tuple(kind for kind in kinds if kind not in whole)
    fine, refusals = allowed(shop, turn, order, kinds)
    if fine:
        pursue(shop, turn, order, fine[0])
        return
    at = kinds.index(meant) if meant else 0
    # What was begun already says more than that it is too late for something else.
    begun = tuple(r for r in refusals if isinstance(r, BEGUN))
    refuse_all(shop, turn, order, finding, begun or refusals[at:])


def refuse_all(
    shop: Shop, turn: Turn, order: Order, finding: Finding, refusals: tuple[Refusal, ...]
) -> None:
    """Say why it cannot be done, how the order stands, and what is possible."""
    turn.case = turn.case.without_wish().having_tried(f"refused:{type(refusals[0]).__name__}")
    sayings.refuse(turn, refusals[0], order)
    explain.tell(shop, turn, order, finding)
    offer(shop, turn, order, finding, sayings.instead_of(refusals[0]))


def choose(shop: Shop, turn: Turn, order: Order, kind: RemedyKind) -> None:
    """Pursue what was chosen among the offers, anew."""
    kept = {k: v for k, v in turn.case.draft.items() if k in ABOUT_THE_GOODS}
    if kind in IN_PARTS:
        kept = part_of(finding_of_case(shop, turn, order)) | kept
    turn.case = replace(turn.case, draft=kept, proposal="")
    pursue(shop, turn, order, kind)


def pursue(
    shop: Shop, turn: Turn, order: Order, kind: RemedyKind, again: Asked = Asked.NOTHING
) -> None:
    """Take from the message what the wish needs; ask for what is missing, else show the effect.

    `again` is the detail that was asked for last: still missing, it is asked for in other words.
    """
    turn.case = replace(turn.case, wish=str(kind), order=order.number)
    turn.case = needs.collect(shop, turn, order, kind)
    unknown = needs.unknown_line(turn.case, order)
    if unknown is not None:
        _mend_or_offer(shop, turn, order, unknown, again)
        return
    missing = needs.missing(turn.case, kind)
    if missing is not None:
        needs.ask(shop, turn, order, missing, again=missing is again)
        return
    wanted = needs.wish_of(turn.case)
    answer = propose(shop, shopper_of(shop, turn.conversation), order.number, kind, wanted)
    if isinstance(answer, Proposal):
        show(shop, turn, order, answer)
    elif isinstance(answer, OrderNotFound):
        raise LookupError(f"order {order.number} was there a moment ago")
    else:
        _mend_or_offer(shop, turn, order, answer, again)


def _mend_or_offer(
    shop: Shop, turn: Turn, order: Order, refusal: Refusal, asked_before: Asked
) -> None:
    """Ask for the detail that would mend a refusal; where none would, show what else goes."""
    detail = needs.asks_for(refusal)
    first = needs.is_first_time(refusal, turn.case) and detail is not asked_before
    if not first:
        sayings.refuse(turn, refusal, order)
    if detail is None:
        offer_rest(shop, turn, order, sayings.instead_of(refusal))
        return
    turn.case = needs.forget(turn.case, detail, refusal)
    needs.ask(shop, turn, order, detail, again=detail is Asked.ADDRESS and not first)


def show(shop: Shop, turn: Turn, order: Order, proposal: Proposal) -> None:
    """The exact effect, and the question whether to do it."""
    turn.case = replace(turn.case, proposal=proposal.id)
    sellers = shop.orders.seller_names([line.seller for line in proposal.effect.new_lines])
    skus = {line.sku for line in (*order.lines, *proposal.effect.new_lines)}
    options = {
        product.sku: tuple(product.options.values())
        for product in shop.orders.find_products(sorted(skus)).values()
    }
    sayings.confirm(turn, order, proposal.effect, sellers, options)
    turn.wait_for(Asked.YES)
    turn.choice("utter_button_yes", f"yes:{proposal.id}")
    turn.choice("utter_button_no", f"no:{proposal.id}")


def do(shop: Shop, turn: Turn, proposal_id: str) -> bool:
    """Carry out what was shown, and say what came of it. True when the wish is settled."""
    outcome = carry_out(shop, shopper_of(shop, turn.conversation), proposal_id)
    if isinstance(outcome, Changed):
        turn.say("utter_effect_changed")
        show(shop, turn, order_of_case(shop, turn), outcome.proposal)
        return False
    if isinstance(outcome, ProposalGone):
        return _gone(shop, turn)
    if isinstance(outcome, Done | Requested | AlreadyDone | Unknown):
        _tell_outcome(shop, turn, outcome)
        return True
    if isinstance(outcome, OrderNotFound):
        turn.say("utter_order_not_found", number=outcome.number)
        return True
    order = order_of_case(shop, turn)
    turn.say("utter_order_moved")
    sayings.refuse(turn, outcome, order)
    offer_rest(shop, turn, order, sayings.instead_of(outcome))
    return False


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


def _tell_outcome(
    shop: Shop, turn: Turn, outcome: Done | Requested | AlreadyDone | Unknown
) -> None:
    remedy = outcome.remedy
    order = order_of_case(shop, turn)
    turn.case = turn.case.without_wish().having_tried(f"{remedy.kind}:{remedy.status}:{remedy.id}")
    if isinstance(outcome, AlreadyDone):
        # What came of it is told again: the answer to the first yes may never have arrived.
        turn.say("utter_done_before", reference=remedy.id)
    if isinstance(outcome, Unknown):
        turn.say("utter_outcome_unknown", reference=remedy.id)
        turn.hand_over("outcome_unknown")
    elif remedy.status is RemedyStatus.REQUESTED:
        _tell_request(turn, order, remedy)
    elif remedy.status is RemedyStatus.DONE:
        sayings.done(turn, order, remedy)
        if remedy.effect.problem is ClaimKind.NOT_RECEIVED:
            offer_rest(shop, turn, order)


def _tell_request(turn: Turn, order: Order, remedy: Remedy) -> None:
    """A request of the carrier's goes its way; one of ours brings in the person who decides."""
    sayings.requested(turn, order, remedy)
    if remedy.effect.waits_for is WaitsFor.STAFF:
        turn.hand_over("approval")


def _gone(shop: Shop, turn: Turn) -> bool:
    """The proposal has expired: judge again what was wished, or say that nothing was done."""
    if turn.case.wish and turn.case.order:
        turn.say("utter_proposal_expired")
        pursue(shop, turn, order_of_case(shop, turn), RemedyKind(turn.case.wish))
    else:
        turn.say("utter_proposal_gone")
    return False
