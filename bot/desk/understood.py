"""What the bot took each message for: read from the events Rasa keeps, only when it is asked."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import column, select, table
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from actions.shop.engine import READING

log = logging.getLogger(__name__)

EVENTS = table("events", column("id"), column("sender_id"), column("type_name"), column("data"))


@dataclass(frozen=True)
class Understood:
    """`confidence` is from 0 to 1."""

    intent: str
    confidence: float


def understood_in(trackers: Engine, conversation: str) -> dict[int, Understood]:
    """By the seq of the message. Where it was read several times, the last reading counts.

    Empty where Rasa has not kept anything yet: this is no more than a help.
    """
    query = (
        select(EVENTS.c.data)
        .where(EVENTS.c.sender_id == conversation, EVENTS.c.type_name == "user")
        .order_by(EVENTS.c.id)
    )
    try:
        with trackers.connect() as connection:
            reading = connection.execution_options(begins=READING)
            return dict(_read(list(reading.execute(query).scalars())))
    except SQLAlchemyError:
        log.info("What was understood cannot be read")
        return {}


def _read(kept: list[Any]) -> Iterator[tuple[int, Understood]]:
    for data in kept:
        event = json.loads(data)
        intent = (event.get("parse_data") or {}).get("intent") or {}
        seq = str(event.get("message_id") or "")
        # A message that came without a seq has a random id.
        if seq.isdigit() and len(seq) < 10 and intent.get("name"):
            yield int(seq), Understood(intent["name"], float(intent.get("confidence") or 0))
