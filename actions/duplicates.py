"""Orders that are the same: which of them the shopper means, and letting go of that one."""

from __future__ import annotations

import re
from dataclasses import replace

from actions import offering, wish
from actions.case import Asked
from actions.parking import without_wish_of
from actions.sentences.refusals import refuse
from actions.shop.access import access_order, shopper_of
from actions.shop.context import findings_of
from actions.shop.diagnosis import FindingKind
from actions.shop.order import Order
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.turn import Turn

CANCEL = (RemedyKind.CANCEL,)
# The place among the orders by when they were placed; the last is -1.
PLACES = {
    0: r"第一|先[下买点订]|前一|前面|[较更]?早[的些一]|最早"
    r"|\b(?:first|earl(?:y|ier|iest)|older|oldest|original|1st)\b",
    1: r"第二|\b(?:second|2nd)\b",
    2: r"第三|\b(?:third|3rd)\b",
    -1: r"后[下买点订来一]|后面|[较更]?晚[的些一]|最[后晚新]|新[的下]"
    r"|\b(?:later|latter|latest|last|newer|newest|(?:most )?recent)\b",
}
PATTERNS = {place: re.compile(said, re.IGNORECASE) for place, said in PLACES.items()}
OTHER = re.compile(r"另外?一?[个单笔]|另外那|\bother\b", re.IGNORECASE)
# "Keep the first one": what is said there is not the one to cancel.
KEPT = re.compile(
    r"(?:\b(?:keep|leave|not|don't cancel|do not cancel)\b|保?留|不是|[不别]要?取消)"
    r"[^,，。.;；!！]*?(?=\band\b|\bbut\b|[,，。.;；!！]|$)",
    re.IGNORECASE,
)
# Where the draft keeps the number of the order that was called the other one.
TOLD_OTHER = "told_other"
LETS_GO = re.compile(r"取消|退|不要|去掉|删|\b(?:cancel|drop|remove|refund|return)", re.IGNORECASE)


def place_meant(text: str) -> int | None:
    """Which of the orders, as a position by the time they were placed; None where none is said."""
    found = {at for at, said in PATTERNS.items() if said.search(text)}
    return found.pop() if len(found) == 1 else None


def meant_duplicate(shop: Shop, turn: Turn) -> Order | None:
    """The one of the orders that are the same which words choose, once they were told apart."""
    text = turn.message.text
    open_to_choose = turn.case.asked in (Asked.WISH, Asked.YES)
    if not (open_to_choose and turn.case.wish in ("", *CANCEL)) or text.startswith("/"):
        return None
    return twin_named(shop, turn, text)


def twin_named(shop: Shop, turn: Turn, text: str) -> Order | None:
    """The one to cancel of the order at hand and those like it; None where the text names none."""
    kept, rest = KEPT.search(text), KEPT.sub(" ", text)
    place = place_meant(rest)
    if place is None and kept is None and not OTHER.search(rest):
        return None  # nothing has to be read to know that these words choose none
    twins = _twins(shop, turn)
    if len(twins) < 2:
        return None
    if place is not None:
        return twins[place] if place < len(twins) else None
    if len(twins) > 2:
        return None
    place = place_meant(kept.group()) if kept else None
    if place is not None and place < len(twins):
        return next(twin for twin in twins if twin is not twins[place])
    if not OTHER.search(rest):
        return None
    told = turn.case.draft.get(TOLD_OTHER)
    return next(t for t in twins if (t.number == told if told else t.number != turn.case.order))


def lets_one_go(text: str) -> bool:
    """Whether the text says that one of them shall go."""
    return bool(LETS_GO.search(text))


def choose_duplicate(shop: Shop, turn: Turn, order: Order) -> None:
    """Cancel this one; where it is too late for that, say so and offer the other."""
    twins = _twins(shop, turn)
    others = [twin for twin in twins if twin.number != order.number]
    for twin in twins:
        waiting = without_wish_of(turn.case.waiting, str(RemedyKind.CANCEL), twin.number)
        turn.case = replace(turn.case, waiting=waiting)
    _turn_to(turn, order)
    fine, refusals = offering.allowed(shop, turn, order, CANCEL)
    if fine:
        wish.choose(shop, turn, order, RemedyKind.CANCEL)
        return
    refuse(turn, refusals[0], order)
    free = [twin for twin in others if offering.allowed(shop, turn, twin, CANCEL)[0]]
    if not free:
        offering.offer_rest(shop, turn, order)
        return
    _turn_to(turn, free[0])
    turn.case = replace(turn.case, draft={TOLD_OTHER: free[0].number})
    turn.say("utter_duplicate_other", number=free[0].number)
    offering.show_kinds(turn, CANCEL)


def _turn_to(turn: Turn, order: Order) -> None:
    case = turn.case.on_order(order.number).without_wish()
    turn.case = replace(case, finding=str(FindingKind.DUPLICATE_ORDER))


def _twins(shop: Shop, turn: Turn) -> list[Order]:
    """The order at hand and those like it, the first placed first; alone it is none."""
    shopper = shopper_of(shop, turn.conversation)
    order = access_order(shop, shopper, turn.case.order) if turn.case.order else None
    if not isinstance(order, Order):
        return []
    found = findings_of(shop, order)
    same = (f.detail["others"] for f in found if f.kind is FindingKind.DUPLICATE_ORDER)
    numbers = next(same, ())
    twins = (access_order(shop, shopper, str(number)) for number in numbers)
    own = [order, *(twin for twin in twins if isinstance(twin, Order))]
    return sorted(own, key=lambda twin: (twin.placed_at or shop.now, twin.number))
