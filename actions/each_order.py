"""Several orders that one matter is about: "both my parcels", 两单都取消, two numbers in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from actions.case import Asked
from actions.matters import Matter
from actions.mentions import mentioned_lines
from actions.shop.context import findings_of
from actions.shop.order import Order, OrderStatus
from actions.shop.shop import Shop
from actions.topic import Topic
from actions.turn import Turn

# With more than these it is asked which are meant.
FEWEST, MOST = 2, 3
# Of two orders that are the same, or of money taken twice, one is too many: not both are meant.
ONE_TOO_MANY = frozenset({"duplicate_order", "charged_twice"})
# Of these "both" more likely speaks of goods.
OF_GOODS = frozenset({"item_problem", "change_items", "out_of_stock"})
OVER = frozenset({OrderStatus.DELIVERED, OrderStatus.CANCELLED})

ORDERS_EN = r"(?:\w+ )?(?:orders|parcels|packages|deliveries|shipments|purchases)\b"
ORDERS_ZH = r"(?:[个笔份张件票]?(?:订单|单子|快递|包裹|单))"
WHOSE = r"(?:of )?(?:my |the |these |those |our )?"
EVERY = r"[^,，。.!?！？]{0,10}?(?:都|全|一起|一并|统统|也?没有?一个)"
DO_ZH = r"(?:取消|退|退掉|退了|催|查|看)(?:一下|掉|了)?(?:我|这|那)*(?:的)?"
DO_EN = r"(?:cancel|refund|return|track|check|my|the|these|those|all) "


@dataclass(frozen=True)
class Counted:
    """How many are meant, None for all there are. `orders`: the words say that orders are."""

    many: int | None
    orders: bool


COUNTED = (
    (
        2,
        True,
        rf"\b(?:both|neither) {WHOSE}{ORDERS_EN}|\b{DO_EN}{WHOSE}(?:two|2) {ORDERS_EN}"
        rf"|[两俩2]{ORDERS_ZH}{EVERY}|{DO_ZH}[两俩2]{ORDERS_ZH}",
    ),
    (
        3,
        True,
        rf"\ball (?:three|3) {WHOSE}{ORDERS_EN}|\b{DO_EN}{WHOSE}(?:three|3) {ORDERS_EN}"
        rf"|[三3仨]{ORDERS_ZH}{EVERY}|{DO_ZH}[三3仨]{ORDERS_ZH}",
    ),
    (
        None,
        True,
        rf"\b(?:all|none) {WHOSE}{ORDERS_EN}|\bevery (?:order|parcel|package)\b"
        r"|(?:所有|全部)的?(?:订单|单子|快递|包裹)|(?:订单|单子|快递|包裹)(?:我|给我)?(?:全部|全都)",
    ),
    (2, False, r"\b(?:both|neither)\b|\bthe two of them\b|[两俩][个件单笔份]?(?:我|也)?(?:都|全)"),
    (3, False, r"\ball (?:three|3)\b|[三仨][个件单笔份]?(?:我|也)?(?:都|全)"),
    (
        None,
        False,
        r"\ball of (?:them|these|those)\b|全部|全都|^都"
        r"|[和跟与、及][^,，。]{1,10}(?:那?一?[单个件双])?都",
    ),
)
PATTERNS = tuple((m, o, re.compile(said, re.IGNORECASE)) for m, o, said in COUNTED)
# "I have two orders, cancel one": just that one.
ONE = re.compile(
    r"其中|都不[是对]|只[要取退查]|[只单][^,，。]{0,3}一[单个笔件]|一[单个笔]就|留一"
    r"|\b(?:one of|only (?:one|the)|just (?:one|the)|either of|except|but not)\b",
    re.IGNORECASE,
)
BETWEEN_NUMBERS = re.compile(
    r"\s*(?:,|、|，|&|\+|/|;|；|和|跟|与|还有|以及|加上?|\band\b|\bas well as\b|\bplus\b|\s)+\s*"
    r"(?:(?:my|the|also|order|number|no\.?|单号|订单号?|#)\s*)*",
    re.IGNORECASE,
)


def counted(text: str) -> Counted | None:
    """How many orders the text says something about; None where it counts none."""
    if ONE.search(text):
        return None
    found = (Counted(many, orders) for many, orders, said in PATTERNS if said.search(text))
    return next(found, None)


def orders_counted(
    shop: Shop, turn: Turn, topic: Topic, orders: tuple[Order, ...]
) -> tuple[Order, ...]:
    """The two or three orders that the words mean together; none where that is not plain."""
    said = counted(turn.message.text) if turn.message.intent != "deny" else None
    if said is None or turn.taken_up or topic.intent in ONE_TOO_MANY:
        return ()
    if not said.orders and _has_several_goods(turn, orders):
        return ()
    pools = _pools(shop, turn, topic, orders)
    if not said.orders and (said.many is None or topic.intent in OF_GOODS):
        pools = islice(pools, 2)  # named, or shown: all else would be a guess
    return next((pool for pool in pools if _are(said.many, pool)), ())


def take_each(turn: Turn, topic: Topic, orders: Sequence[Order], text: str = "") -> Order:
    """Note the same matter for each of the orders but the first, and turn to that."""
    first, *others = orders
    note_each(turn, topic, [order.number for order in others], text)
    number = {"entity": "order_number", "value": first.number}
    turn.message = replace(turn.message, entities=(number, *turn.message.entities))
    turn.case = turn.case.on_order(first.number)
    return first


def note_each(turn: Turn, topic: Topic, numbers: Sequence[str], text: str = "") -> None:
    """Let the same matter wait for each of these order numbers."""
    turn.note([_matter(turn, topic, number, text) for number in numbers])


def numbers_said(turn: Turn) -> tuple[str, ...]:
    """The order numbers that the message names one after the other, when there are two or three."""
    said = tuple(dict.fromkeys(str(n).upper() for n in turn.message.all("order_number")))
    if not FEWEST <= len(said) <= MOST or turn.message.choice or turn.taken_up:
        return ()
    text = turn.message.text.upper()
    places = sorted((text.find(number), len(number)) for number in said)
    if places[0][0] < 0:
        return ()
    between = (text[start + length : after] for (start, length), (after, _) in pairwise(places))
    return said if all(BETWEEN_NUMBERS.fullmatch(words) for words in between) else ()


def _pools(
    shop: Shop, turn: Turn, topic: Topic, orders: tuple[Order, ...]
) -> Iterator[tuple[Order, ...]]:
    """What could be meant, the likeliest first: named, shown, those it can be about, all."""
    yield _named(turn.message.text, orders)
    if turn.case.asked is Asked.ORDER:
        yield tuple(o for o in orders if f"order:{o.number}" in turn.case.choices)
    kinds = {o.number: {finding.kind for finding in findings_of(shop, o)} for o in orders}
    about = tuple(o for o in orders if kinds[o.number] & set(topic.about))
    yield about
    yield tuple(o for o in orders if o in about or kinds[o.number] & set(topic.also))
    yield tuple(o for o in orders if o in about or topic.applies(o))
    yield tuple(o for o in orders if o.status not in OVER)
    yield orders


def _are(many: int | None, pool: tuple[Order, ...]) -> bool:
    return FEWEST <= len(pool) <= MOST if many is None else len(pool) == many


def _named(text: str, orders: tuple[Order, ...]) -> tuple[Order, ...]:
    """All orders with goods that the text names, not only those it names best."""
    lines = [(order, line) for order in orders for line in order.lines]
    named = {lines[at][0].number for at in mentioned_lines(text, [line for _, line in lines])}
    return tuple(order for order in orders if order.number in named)


def _has_several_goods(turn: Turn, orders: tuple[Order, ...]) -> bool:
    """Whether "both" can mean goods of the order at hand."""
    at_hand = (order for order in orders if order.number == turn.case.order)
    return any(sum(line.quantity for line in order.lines) > 1 for order in at_hand)


def _matter(turn: Turn, topic: Topic, number: str, text: str) -> Matter:
    said = {"entity": "order_number", "value": number}
    rest = [e for e in turn.message.entities if e["entity"] not in ("order_number", "order_ending")]
    words = text or turn.message.text
    return {"intent": topic.intent, "text": words, "entities": [said, *rest]}
