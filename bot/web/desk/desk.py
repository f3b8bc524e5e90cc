"""What all handlers of the desk share."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.engine import Engine

from bot.conversations.changes import Changes
from bot.conversations.database import Store
from bot.desk.items import Item
from bot.desk.listing import find_item
from bot.desk.office import Office
from bot.settings import Settings
from bot.web.desk.hub import Hub
from bot.web.errors import Refused
from bot.web.limits import Limit
from bot.web.seats import Seats


@dataclass(frozen=True)
class Desk:
    """`trackers` is where Rasa keeps what it understood."""

    settings: Settings
    office: Office
    changes: Changes
    hub: Hub
    seats: Seats
    trackers: Engine
    sign_in_limit: Limit = field(default_factory=lambda: Limit(30, 900))

    @property
    def store(self) -> Store:
        return self.office.store

    def item(self, me: str, conversation: str) -> Item:
        """Raises Refused with 404."""
        found = find_item(self.office, me, conversation)
        if found is None:
            raise no_conversation()
        return found


def no_conversation() -> Refused:
    return Refused(404, "not_found", "There is no such conversation.")
