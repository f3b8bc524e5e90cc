"""The outbox of the webhook: what is still to be sent, how often it was tried, when it is again."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from bot.conversations.database import Store
from bot.desk.tables import deliveries

# Between one try and the next; after the last one it is given up. docs/desk.md tells of it.
RETRY_AFTER = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
# So long a door has for one try before another believes it dead.
LEASE = timedelta(minutes=1)
KEPT = timedelta(days=7)
FORGOTTEN_EVERY = 100
LONGEST_ERROR = 200


@dataclass(frozen=True)
class Delivery:
    """One thing to tell. `tries` counts the one that is being made."""

    id: int
    about: str
    event: str
    body: str
    tries: int


def claim_due(store: Store, most: int) -> list[Delivery]:
    """What is to be sent now, the oldest first; no other door sends it meanwhile."""
    now, column = store.now(), deliveries.c
    query = select(deliveries).where(column.next_at <= now).order_by(column.id).limit(most)
    with store.read() as connection:
        found = connection.execute(query).mappings().all()
    claimed = []
    for row in found:
        here = (column.id == row["id"]) & (column.next_at == row["next_at"])
        mine = {"next_at": now + LEASE, "tries": row["tries"] + 1}
        with store.note() as connection:
            done = connection.execute(update(deliveries).where(here).values(**mine))
        if done.rowcount:
            claimed.append(
                Delivery(row["id"], row["about"], row["event"], row["body"], row["tries"] + 1)
            )
    return claimed


def note_delivered(store: Store, delivery: Delivery) -> None:
    """It arrived. What arrived long ago is forgotten."""
    column, now = deliveries.c, store.now()
    with store.note() as connection:
        arrived = update(deliveries).where(column.id == delivery.id)
        connection.execute(arrived.values(next_at=None, delivered_at=now, error=None))
        if delivery.id % FORGOTTEN_EVERY == 0:
            connection.execute(delete(deliveries).where(column.delivered_at < now - KEPT))


def note_failed(store: Store, delivery: Delivery, error: str) -> bool:
    """It did not arrive: later once more. False where it is given up."""
    more = delivery.tries <= len(RETRY_AFTER)
    next_at = store.now() + RETRY_AFTER[delivery.tries - 1] if more else None
    with store.note() as connection:
        here = deliveries.c.id == delivery.id
        values = {"next_at": next_at, "error": error[:LONGEST_ERROR]}
        connection.execute(update(deliveries).where(here).values(**values))
    return more


def signature(secret: str, timestamp: int, body: str) -> str:
    """`v1=` and the HMAC-SHA256 of `timestamp.body`, in hex."""
    signed = f"{timestamp}.{body}".encode()
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def seconds_of(at: datetime) -> int:
    return int(at.timestamp())
