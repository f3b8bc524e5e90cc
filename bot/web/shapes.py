"""Stored messages in the shapes clients know: as REST answers, and as web-chat events."""

from __future__ import annotations

from typing import Any

from bot.conversations.facts import Message, Sender


def as_json(message: Message) -> dict[str, Any]:
    """`{"seq","from","text","buttons","at"}`; some `card id form author closed`."""
    shape: dict[str, Any] = {
        "seq": message.seq,
        "from": str(message.sender),
        "text": message.text,
        "buttons": [{"id": b.id, "title": b.title} for b in message.buttons],
        "at": message.at.isoformat(),
    }
    if message.card is not None:
        shape["card"] = message.card
    if message.client_id is not None:
        shape["id"] = message.client_id
    if message.form is not None:
        shape["form"] = {"type": message.form}
    if message.author is not None:
        shape["author"] = message.author
    if message.closed:
        shape["closed"] = True
    return shape


def as_event(message: Message, handled_by: str) -> tuple[str, dict[str, Any]]:
    """Name and data of the socket event.

    Web chats take a message for text only with exactly the key `text`, and for buttons only with
    exactly `text` and `quick_replies`; so all else is inside `metadata`.
    """
    shape = as_json(message)
    text = shape.pop("text")
    data: dict[str, Any] = {"text": text, "metadata": {**shape, "handled_by": handled_by}}
    if message.sender is Sender.SHOPPER:
        return "shopper_uttered", data
    if message.buttons:
        data["quick_replies"] = [
            {"content_type": "text", "title": b.title, "payload": f"button:{b.id}"}
            for b in message.buttons
        ]
    return "bot_uttered", data
