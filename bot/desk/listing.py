"""Lists of conversations: what waits, what is mine, all, resolved; searched, and page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement, Select

from actions.shop.order import Word
from actions.shop.tables import customers, orders
from bot.conversations.handover import Owner
from bot.conversations.tables import conversations, messages, queue_entries
from bot.desk.items import Item, item_rows, read_items
from bot.desk.office import Office
from bot.desk.tables import labels

# Beyond this many it is only said that there are more.
COUNTED = 1000


class View(Word):
    QUEUE = "queue"
    MINE = "mine"
    ALL = "all"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class Cursor:
    """The last line of a page: what comes behind it is the next page."""

    at: datetime
    id: str


@dataclass(frozen=True)
class Wanted:
    """`since` and `until` ask for conversations in which something was said between them."""

    view: View
    text: str | None = None
    label: str | None = None
    customer: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Page:
    items: list[Item]
    following: Cursor | None


def list_conversations(
    office: Office, me: str, wanted: Wanted, after: Cursor | None, most: int
) -> Page:
    """The queue with the most urgent first, everything else with the latest first."""
    query = item_rows().where(*_conditions(wanted, me))
    query = _behind(query, wanted.view, after).limit(most + 1)
    with office.store.read() as connection:
        rows = connection.execute(query).mappings().all()
        items = read_items(office, connection, me, rows[:most])
    more = len(rows) > most
    return Page(items, _cursor(wanted.view, items[-1]) if more else None)


def find_item(office: Office, me: str, conversation: str) -> Item | None:
    with office.store.read() as connection:
        rows = (
            connection.execute(item_rows().where(conversations.c.id == conversation))
            .mappings()
            .all()
        )
        found = read_items(office, connection, me, rows)
    return found[0] if found else None


def count_views(office: Office, names: list[str]) -> dict[str, dict[str, int]]:
    """How many each of these of the staff has in each view."""
    with office.store.read() as connection:
        shared = {
            str(view): _count(connection, _of_view(view, ""))
            for view in View
            if view is not View.MINE
        }
        return {
            name: {**shared, str(View.MINE): _count(connection, _of_view(View.MINE, name))}
            for name in names
        }


def _count(connection: Connection, condition: ColumnElement[Any]) -> int:
    some = select(conversations.c.id).where(condition).limit(COUNTED + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _of_view(view: View, me: str) -> ColumnElement[Any]:
    owner = conversations.c.owner
    if view is View.QUEUE:
        return owner == Owner.QUEUE.value
    if view is View.MINE:
        return and_(owner == Owner.STAFF.value, conversations.c.assignee == me)
    if view is View.RESOLVED:
        return owner == Owner.CLOSED.value
    # Many open a chat and say nothing.
    return conversations.c.last_seq > 0


def _conditions(wanted: Wanted, me: str) -> list[ColumnElement[Any]]:
    here = conversations.c
    conditions = [_of_view(wanted.view, me)]
    if wanted.text:
        conditions.append(_says(wanted.text))
    if wanted.label:
        conditions.append(here.id.in_(_labelled(labels.c.label == wanted.label)))
    if wanted.customer:
        conditions.append(_is_customer(wanted.customer))
    if wanted.since is not None:
        conditions.append(here.changed_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(here.opened_at < wanted.until)
    return conditions


def _says(text: str) -> ColumnElement[Any]:
    """In the words of any message, the number of the order, the customer or a label."""
    said = select(messages.c.conversation).where(_holds(messages.c.text, text))
    ordered = select(orders.c.customer).where(orders.c.number == text)
    return or_(
        conversations.c.id.in_(said),
        conversations.c.id.in_(_labelled(_holds(labels.c.label, text))),
        queue_entries.c.order_number == text,
        conversations.c.customer.in_(ordered),
        _is_customer(text),
    )


def _is_customer(text: str) -> ColumnElement[Any]:
    return or_(conversations.c.customer == text, _holds(customers.c.name, text))


def _labelled(condition: ColumnElement[Any]) -> Select:
    return select(labels.c.conversation).where(condition)


def _holds(column: Any, text: str) -> ColumnElement[Any]:
    return column.ilike(f"%{_escaped(text)}%", escape="\\")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _behind(query: Select, view: View, after: Cursor | None) -> Select:
    id = conversations.c.id
    if view is View.QUEUE:
        rank = queue_entries.c.rank
        if after is not None:
            query = query.where(or_(rank > after.at, and_(rank == after.at, id > after.id)))
        return query.order_by(rank, id)
    changed = conversations.c.changed_at
    if after is not None:
        query = query.where(or_(changed < after.at, and_(changed == after.at, id < after.id)))
    return query.order_by(changed.desc(), id.desc())


def _cursor(view: View, item: Item) -> Cursor:
    at = item.rank if view is View.QUEUE and item.rank is not None else item.changed_at
    return Cursor(at, item.id)


def counts_of(found: Mapping[str, Mapping[str, int]], name: str) -> dict[str, int]:
    return {str(view): found[name][str(view)] for view in View}
