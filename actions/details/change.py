"""The detail "changes": another size, colour or number of what was ordered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.case import Asked
from actions.details.detail import Detail
from actions.mentions import mentioned_lines
from actions.shop.order import Line, Order, Product, SellerOffer
from actions.shop.policy.effects import LineChange
from actions.shop.policy.variants import best_offer, variants_of
from actions.shop.shop import Shop
from actions.speech import Difference, Money, Options
from actions.turn import Turn
from actions.values.count import blanked, read_count
from actions.values.options import find_options, read_options

SHOWN_VARIANTS = 6
# What one line becomes, as the draft keeps it: `LineChange` in plain values.
Change = dict[str, Any]

CLAUSE = re.compile(r"[,，、;；。!！\n]+|\.(?=\s)|\b(?:and|also|plus)\b|还有|另外|以及|和")
LEFT_OUT = re.compile(
    r"不要了?|去掉|删掉|删除|拿掉|取消|退掉|不需要"
    r"|\b(?:remove|drop|delete|leave out|take out|take off|without|don't (?:want|need)|cancel)\b",
    re.IGNORECASE,
)


def line_change(change: Mapping[str, Any]) -> LineChange:
    """The draft's plain change as a wish of the shop's."""
    options = tuple((str(key), str(value)) for key, value in change.get("options", {}).items())
    return LineChange(int(change["line"]), change.get("quantity"), options, change.get("sku"))


def names_change(shop: Shop, order: Order, text: str) -> bool:
    """Whether the text asks for another size, colour or number of a line."""
    places = range(len(order.lines))
    return any(_change(shop, order, at, text, asked=False) for at in places)


def without(changes: list[Change], *parts: str) -> list[Change]:
    """The changes without what was refused of them; none where nothing is left of one."""
    kept = [{k: v for k, v in change.items() if k not in parts} for change in changes]
    return [change for change in kept if len(change) > 1]


def _read(shop: Shop, turn: Turn, order: Order, text: str) -> list[Change] | None:
    """The changes so far with those of this text put in; None where it names none."""
    draft = turn.case.draft
    before: list[Change] = draft.get("changes") or draft.get("changes_so_far") or []
    chosen = turn.message.choice or _by_place(turn, text)
    if chosen.startswith("variant:"):
        line, sku = chosen.removeprefix("variant:").split("/", 1)
        return _merged(before, [{"line": int(line), "sku": sku}])
    if text != turn.message.text and before:
        return None  # What was said first has been read, and may have been put right since.
    found = [
        change
        for line, words in _by_line(shop, turn, order, text)
        if (change := _change(shop, order, line, words, asked=turn.case.asked is Asked.CHANGE))
    ]
    if found:
        lines = sorted({change["line"] for change in found})
        turn.case = replace(turn.case, draft={**draft, "lines": lines})
    return _merged(before, found) if found else None


def _by_place(turn: Turn, text: str) -> str:
    """What a bare "2" stands for: the second variant shown, unless a number was just refused."""
    bare = text.strip(" .。!！")
    if turn.case.asked is not Asked.CHANGE or not bare.isdecimal() or "too_many" in turn.case.draft:
        return ""
    choices, at = turn.case.choices, int(bare[:3]) - 1
    return choices[at] if 0 <= at < len(choices) else ""


def _by_line(shop: Shop, turn: Turn, order: Order, text: str) -> list[tuple[int, str]]:
    """What is said about which line: by its name, else the one at hand, else the only one it fits.

    Words about a line whose name nobody said are kept until it is known.
    """
    if len(order.lines) == 1:
        return [(0, text)]
    named = _named_lines(order, text)
    if named:
        return named if len(named) > 1 else [(named[0][0], text)]
    known = range(len(order.lines))
    at_hand = [line for line in turn.case.draft.get("lines", []) if line in known]
    if len(at_hand) == 1:
        return [(at_hand[0], text)]
    fitting = [at for at in known if _options(shop, order.lines[at], text)]
    if len(fitting) == 1:
        return [(fitting[0], text)]
    if names_change(shop, order, text):
        turn.case = replace(turn.case, draft={**turn.case.draft, "text": text})
    return []


def _named_lines(order: Order, text: str) -> list[tuple[int, str]]:
    """Each line that is named, with the words up to where the next one is named."""
    words: dict[int, str] = {}
    at: int | None = None
    for clause in CLAUSE.split(text):
        named = mentioned_lines(clause, order.lines)
        if len(named) == 1:
            at = named[0]
        if at is not None:
            words[at] = f"{words.get(at, '')}，{clause}"
    return list(words.items())


def _change(shop: Shop, order: Order, at: int, text: str, *, asked: bool) -> Change | None:
    line = order.lines[at]
    options = _options(shop, line, text)
    offered = [product.options for product in _variants(shop, line)]
    places = [(said.start, said.end) for said in find_options(text, offered)]
    quantity = read_count(blanked(text, places), line.quantity, asked=asked)
    if quantity is None and not options and not places and LEFT_OUT.search(text):
        quantity = 0
    if quantity is None and not options:
        return None
    change: Change = {"line": at}
    if options:
        change["options"] = options
    if quantity is not None:
        change["quantity"] = max(quantity, 0)
    return change


def _options(shop: Shop, line: Line, text: str) -> dict[str, str]:
    variants = _variants(shop, line)
    if not variants:
        return {}
    return read_options(text, [product.options for product in variants], variants[0].options)


def _variants(shop: Shop, line: Line) -> tuple[Product, ...]:
    known = shop.orders.find_variants([line.sku])
    like = sorted({sku for product in known.values() for sku in product.similar} - set(known))
    return variants_of(line.sku, {**known, **shop.orders.find_products(like)})


def _merged(before: list[Change], new: list[Change]) -> list[Change]:
    """The newest word about each line counts; options it does not name stay as they were said."""
    merged = {change["line"]: dict(change) for change in before}
    for change in new:
        old = merged.get(change["line"], {})
        options = {**old.get("options", {}), **change.get("options", {})}
        kept = {**old, **change, "options": options}
        if "sku" in change:
            kept["options"] = {}
        elif change.get("options"):
            kept.pop("sku", None)
        merged[change["line"]] = {k: v for k, v in kept.items() if v != {}}
    return [merged[line] for line in sorted(merged)]


def _ask(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    """What it comes in, each with its price and how many there are; any wish can be typed, too."""
    at = (turn.case.draft.get("lines") or [0])[0]
    line = order.lines[at] if 0 <= at < len(order.lines) else order.lines[0]
    ordered = _variants(shop, line)
    others = _nearest(ordered, line, turn.case.draft.get("not_made", {}))
    goods = {
        "goods": (line,),
        "options": Options(tuple(ordered[0].options.values() if ordered else ())),
    }
    if again:
        turn.say("utter_ask_change_again", **goods)
    else:
        turn.say("utter_ask_change" if others else "utter_ask_change_count", **goods)
    for product, offer in others[:SHOWN_VARIANTS]:
        difference = offer.price - line.unit_price
        turn.choice(
            "utter_button_variant",
            f"variant:{at}/{product.sku}",
            product=product.name,
            options=Options(tuple(product.options.values())),
            price=Money(offer.price, order.currency),
            difference=Difference(Money(difference, order.currency)),
            stock=offer.stock,
        )
    turn.button("utter_button_human", "/talk_to_human")


def _nearest(
    variants: tuple[Product, ...], line: Line, wanted: Mapping[str, str]
) -> list[tuple[Product, SellerOffer]]:
    """The other variants that are there, those first that are most like what is wanted."""
    like = {**variants[0].options, **wanted} if variants else {}
    there = [(p, o) for p in variants[1:] if (o := best_offer(p, line.seller, line.quantity, {}))]

    def likeness(found: tuple[Product, SellerOffer]) -> tuple[int, int]:
        options = found[0].options.items()
        return -len(options & wanted.items()), -len(options & like.items())

    return sorted(there, key=likeness)


CHANGE = Detail("changes", _read, _ask)
