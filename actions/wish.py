"""The remedy loop: from a wish to its details, to the exact effect, to a yes, to doing it once."""

from __future__ import annotations

from dataclasses import replace

from actions import arriving, explain, offering
from actions.case import Asked
from actions.details import needs
from actions.details.part import is_part, part_of
from actions.parking import without_wish_of
from actions.sentences import effects
from actions.sentences.refusals import instead_of, refuse
from actions.several import busy, park
from actions.shop.access import OrderNotFound, shopper_of
from actions.shop.diagnosis import Finding
from actions.shop.order import ClaimKind, Order, OrderStatus
from actions.shop.policy import Approval, Effect, Refusal, RemedyKind
from actions.shop.policy.effects import WaitsFor
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
from actions.speech import Term
from actions.turn import Turn
from actions.which_order import order_of_case

BEGUN = (AlreadyAsked, StillUnderWay)
IN_PARTS = frozenset({RemedyKind.REFUND, RemedyKind.RETURN, RemedyKind.EXCHANGE})


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
    fine, refusals = offering.allowed(shop, turn, order, kinds)
    if fine:
        pursue(shop, turn, order, fine[0])
        return
    at = kinds.index(meant) if meant else 0
    # What was begun already says more than that it is too late for something else.
    begun = tuple(r for r in refusals if isinstance(r, BEGUN))
    refuse_all(shop, turn, order, finding, begun or refusals[at:])


def refuse_all(
    shop: Shop,
    turn: Turn,
    order: Order,
    finding: Finding,
    refusals: tuple[Refusal, ...],
    besides: tuple[RemedyKind, ...] = (),
) -> None:
    """Say why it cannot be done, how the order stands, and what is possible, `besides` included."""
    turn.case = turn.case.without_wish().having_tried(f"refused:{type(refusals[0]).__name__}")
    refuse(turn, refusals[0], order)
    explain.tell(shop, turn, order, finding)
    if finding.kind in offering.FOR_PEOPLE:
        turn.hand_over(str(finding.kind))
        return
    offering.offer(shop, turn, order, finding, (*instead_of(refusals[0]), *besides))


def choose(shop: Shop, turn: Turn, order: Order, kind: RemedyKind) -> None:
    """Pursue what was chosen among the offers, anew."""
    kept = {k: v for k, v in turn.case.draft.items() if k in offering.ABOUT_THE_GOODS}
    if kind in IN_PARTS:
        kept = part_of(offering.finding_of_case(shop, turn, order)) | kept
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
        refuse(turn, refusal, order)
    if detail is None:
        offering.offer_rest(shop, turn, order, instead_of(refusal))
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
    _tell_besides(shop, turn, order, proposal.effect)
    effects.confirm(turn, order, proposal.effect, sellers, options)
    ask_yes(turn, proposal)


def ask_yes(turn: Turn, proposal: Proposal) -> None:
    """Wait for a yes to what was shown."""
    turn.wait_for(Asked.YES)
    turn.choice("utter_button_yes", f"yes:{proposal.id}")
    turn.choice("utter_button_no", f"no:{proposal.id}")


def _tell_besides(shop: Shop, turn: Turn, order: Order, effect: Effect) -> None:
    """What is not as it was asked for, and what it leaves to do."""
    if effect.slot_after and turn.case.draft.get("slot", {}).get("wider"):
        turn.say("utter_slot_wider", slot=effect.slot_after)
    whole = effect.amount >= order.captured - order.refunded
    if effect.kind is RemedyKind.REFUND and order.status is OrderStatus.SHIPPED and whole:
        arriving.tell(shop, turn)
    if effect.kind is RemedyKind.RETURN:
        rules, faulty = shop.policy.returns, effect.approval_why is Approval.ITEM_PROBLEM
        payer = rules.fault_postage if faulty else rules.postage
        turn.say("utter_return_postage", payer=Term("payer", payer))


def do(shop: Shop, turn: Turn, proposal_id: str) -> bool:
    """Carry out what was shown, and say what came of it. True when the wish is settled."""
    outcome = carry_out(shop, shopper_of(shop, turn.conversation), proposal_id)
    if isinstance(outcome, Changed):
        _turn_to(turn, outcome.proposal)
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
    refuse(turn, outcome, order)
    offering.offer_rest(shop, turn, order, instead_of(outcome))
    return False


def _tell_outcome(
    shop: Shop, turn: Turn, outcome: Done | Requested | AlreadyDone | Unknown
) -> None:
    remedy = outcome.remedy
    _turn_to(turn, remedy)
    order = order_of_case(shop, turn)
    turn.case = turn.case.without_wish().having_tried(f"{remedy.kind}:{remedy.status}:{remedy.id}")
    if isinstance(outcome, AlreadyDone):
        # What came of it is told again: the answer to the first yes may never have arrived.
        turn.say("utter_done_before")
    if isinstance(outcome, Unknown):
        turn.say("utter_outcome_unknown", reference=remedy.id)
        turn.hand_over("outcome_unknown")
    elif remedy.status is RemedyStatus.REQUESTED:
        _tell_request(turn, order, remedy)
    elif remedy.status is RemedyStatus.DONE:
        effects.done(turn, order, remedy)
        # What is asked next ("how do I pay?") is about the order that was just made.
        if new_order := str(remedy.detail.get("order", "")):
            turn.case = replace(turn.case.on_order(new_order), topic="")
        if remedy.effect.problem is ClaimKind.NOT_RECEIVED:
            offering.offer_rest(shop, turn, order)


def _turn_to(turn: Turn, settled: Remedy | Proposal) -> None:
    """A yes may be to what was shown before; the wish in progress waits meanwhile."""
    kind, number = str(settled.kind), settled.order
    if busy(turn.case) and (turn.case.wish, turn.case.order) != (kind, number):
        park(turn)
    turn.case = turn.case.on_order(number)
    waiting = without_wish_of(turn.case.waiting, kind, number)
    turn.case = replace(turn.case, waiting=waiting)


def _tell_request(turn: Turn, order: Order, remedy: Remedy) -> None:
    """A request of the carrier's goes its way; one of ours brings in the person who decides."""
    effects.requested(turn, order, remedy)
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
