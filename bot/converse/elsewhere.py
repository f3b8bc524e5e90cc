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
    if inside and not orders.is_relative_to(project):
        return True
    raise FormatError(f"{conversation.file}:orders: no such file: {orders}")
