"""What only the shopper knows of a delivered order: not received, not right, the courier."""

from __future__ import annotations

from dataclasses import replace

from actions import explain, offering, wish
from actions.asked_around import has_looked, speaks_of_places
from actions.sentences.findings import has_proof
from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.order import ClaimKind, Order, OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topic import Topic, in_state
from actions.turn import Turn

# Goods that arrived and are not right.
ITEM_PROBLEM = Topic(
    "item_problem",
    about=(FindingKind.ITEM_PROBLEM,),
    applies=in_state(OrderStatus.DELIVERED),
    claim=ClaimKind.ITEM_PROBLEM,
)
HEARD: dict[ClaimKind, str] = {
    ClaimKind.NOT_RECEIVED: "utter_heard_not_received",
    ClaimKind.ITEM_PROBLEM: "utter_heard_item_problem",
    ClaimKind.COURIER: "utter_heard_courier",
}
HEARD_UNPROVEN = "utter_heard_not_received_unproven"
# What helps: goods go back or are exchanged; the rest is a claim that people look into.
HELP: dict[ClaimKind, tuple[RemedyKind, ...]] = {
    ClaimKind.NOT_RECEIVED: (RemedyKind.CLAIM,),
    ClaimKind.ITEM_PROBLEM: (RemedyKind.RETURN, RemedyKind.EXCHANGE),
    ClaimKind.COURIER: (RemedyKind.CLAIM,),
}


def raise_claim(shop: Shop, turn: Turn, order: Order, kind: ClaimKind, finding: Finding) -> None:
    """Take the shopper at their word: say what the shop knows, and what can be done about it."""
    said = turn.case.said[0] if turn.case.said else turn.message.text
    about = {"problem": str(kind)} | ({"text": said} if _is_words(turn, said) else {})
    turn.case = replace(turn.case, draft={**turn.case.draft, **about})
    _hear(shop, turn, order, kind, finding)
    fine, refusals = offering.allowed(shop, turn, order, HELP[kind])
    if not fine:
        wish.refuse_all(shop, turn, order, finding, refusals)
    elif len(HELP[kind]) == 1:
        wish.pursue(shop, turn, order, fine[0])
    else:
        offering.offer_kinds(turn, fine)


def _hear(shop: Shop, turn: Turn, order: Order, kind: ClaimKind, finding: Finding) -> None:
    """Say what the shop knows, once; where to look, unless the shopper speaks of that."""
    heard, missing = f"{order.number}:heard:{kind}", kind is ClaimKind.NOT_RECEIVED
    texts = (turn.message.text, *turn.case.said)
    if heard not in turn.case.told:
        unproven = missing and not has_proof(order)
        explain.show(shop, turn, order, finding, HEARD_UNPROVEN if unproven else HEARD[kind])
        if missing and not any(map(speaks_of_places, texts)):
            turn.say("utter_ask_around")
    if missing and any(map(has_looked, texts)):
        turn.say("utter_looked_around")
    turn.case = turn.case.having_told(heard)


def _is_words(turn: Turn, said: str) -> bool:
    return bool(said) and not said.startswith("/")
