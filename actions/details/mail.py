"""The detail "email": where something is sent to."""

from __future__ import annotations

import re

from actions.details.detail import Detail
from actions.shop.order import Order
from actions.shop.shop import Shop
from actions.turn import Turn

# Without ASCII the Chinese words that an address stands between would be taken for part of it.
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def _read(shop: Shop, turn: Turn, order: Order, text: str) -> str | None:
    if turn.message.form == "email":
        return str(turn.message.values.get("email", ""))
    found = ADDRESS.search(text)
    return found.group() if found else None


def _ask(shop: Shop, turn: Turn, order: Order, again: bool) -> None:
    said = "utter_ask_email_again" if again else "utter_ask_email"
    turn.show(said, {"type": "form", "form": "email", "values": {}})


EMAIL = Detail("email", _read, _ask)
