"""What one conversation is about right now: kept whole in the slot `case`, small, plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from actions.matters import Matter
from actions.shop.order import Word


class Asked(Word):
    """What the bot asked last. The slot `asked` shows it to language understanding."""

    NOTHING = "nothing"
    NUMBER = "number"
    PROOF = "proof"
    ORDER = "order"
    WISH = "wish"
    ADDRESS = "address"
    SLOT = "slot"
    ITEMS = "items"
    PHOTOS = "photos"
    PRODUCT = "product"
    EMAIL = "email"
    CHANGE = "change"
    YES = "yes"
    READING = "reading"
    MORE = "more"
    RATING = "rating"


@dataclass(frozen=True)
class Case:
    """One problem on its way to a solution.

    `choices` are what the buttons stood for, in their order, so that "the second one" means one.
    `draft` holds what the shopper gave for the wish so far, in the shapes of the chat forms.
    `said` is what was written before the order was known, so that nothing in it is asked again.
    `told` is what was explained, with the facts it was told from: told again, it is told shortly.
    `rated`: a rating was asked for, which is done once.
    `tried` tells a person who takes over what happened so far.
    `waiting` are the matters that were said besides; with `going_on` the first of them is next.
    """

    topic: str = ""
    order: str = ""
    finding: str = ""
    asked: Asked = Asked.NOTHING
    number: str = ""
    wish: str = ""
    draft: dict[str, Any] = field(default_factory=dict)
    proposal: str = ""
    choices: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    missed: int = 0
    rated: bool = False
    waiting: tuple[Matter, ...] = ()
    going_on: bool = False

    def without_wish(self) -> Case:
        """The same case with the wish in progress dropped."""
        return replace(self, wish="", draft={}, proposal="", choices=(), asked=Asked.NOTHING)

    def on_order(self, number: str) -> Case:
        """The case on this order; what was collected for another order is dropped."""
        if number == self.order:
            return replace(self, number="")
        return replace(self.without_wish(), order=number, number="", finding="")

    def having_said(self, text: str) -> Case:
        return replace(self, said=(*self.said, text[:500])[-3:])

    def having_told(self, what: str) -> Case:
        return replace(self, told=(*self.told, what)[-12:])

    def having_tried(self, what: str) -> Case:
        return replace(self, tried=(*self.tried, what)[-12:])

    def to_slot(self) -> dict[str, Any]:
        """Only what differs from a fresh case, so that the tracker stays small."""
        fresh = asdict(Case())
        return {k: _plain(v) for k, v in asdict(self).items() if v != fresh[k]}

    @staticmethod
    def from_slot(value: dict[str, Any] | None) -> Case:
        known = {f.name for f in fields(Case)}
        given = {k: v for k, v in (value or {}).items() if k in known}
        for name in ("choices", "said", "tried", "told", "waiting"):
            if name in given:
                given[name] = tuple(given[name])
        if "asked" in given:
            given["asked"] = Asked(given["asked"])
        return Case(**given)


def _plain(value: Any) -> Any:
    """What a tracker can keep: no tuples, no enums."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Word) else value
