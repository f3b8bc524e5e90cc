"""Orders that lie outside the project: not every machine has them."""

from __future__ import annotations

from pathlib import Path

from bot.converse.files import FormatError
from bot.converse.script import Conversation
from bot.settings import ROOT


def orders_are_absent(conversation: Conversation, project: Path = ROOT) -> bool:
    """Whether a conversation of the project needs a file from outside that is not here.

    Raises FormatError for any other file that is missing: there the conversation is wrong.
    """
    orders = conversation.orders
    if not isinstance(orders, Path) or orders.is_file():
        return False
    inside = conversation.file.resolve().is_relative_to(project)
    if inside and has_foreign_orders(conversation, project):
        return True
    raise FormatError(f"{conversation.file}:orders: no such file: {orders}")


def has_foreign_orders(conversation: Conversation, project: Path = ROOT) -> bool:
    """Whether its orders are in a file outside the project, which another machine may not have."""
    orders = conversation.orders
    return isinstance(orders, Path) and not orders.is_relative_to(project)
