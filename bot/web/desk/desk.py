"""What all handlers of the desk share."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.shop.policy import Policy
from bot.conversations.changes import Changes
from bot.conversations.database import Store
from bot.settings import Settings
from bot.web.limits import Limit


@dataclass(frozen=True)
class Desk:
    settings: Settings
    store: Store
    policy: Policy
    changes: Changes
    sign_in_limit: Limit = field(default_factory=lambda: Limit(30, 900))
