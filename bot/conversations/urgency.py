"""How urgent a conversation is: it counts as if the shopper had waited so many minutes longer."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.engine import Connection

from actions.shop.policy import POLICY_FILE, load_policy
from actions.shop.policy.rules import DeskRules, UrgencyRules
from actions.shop.tables import orders
from bot.conversations.mood import Mood


def head_start(connection: Connection, mood: Mood, order: str | None) -> timedelta:
    """What this mood and the price of this order are worth in waiting time."""
    rules = desk_rules().urgent
    angry = {Mood.ANNOYED: rules.annoyed_minutes, Mood.ANGRY: rules.angry_minutes}
    dear = rules.money_minutes if order and _is_dear(connection, order, rules) else 0
    return timedelta(minutes=angry.get(mood, 0) + dear)


def _is_dear(connection: Connection, order: str, rules: UrgencyRules) -> bool:
    query = select(orders.c.total, orders.c.currency).where(orders.c.number == order)
    found = connection.execute(query).first()
    least = rules.money.get(found.currency) if found is not None else None
    return least is not None and bool(found.total >= least)


@lru_cache(maxsize=1)
def desk_rules() -> DeskRules:
    return load_policy(POLICY_FILE).desk
