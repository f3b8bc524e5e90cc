"""Who of the staff has a conversation. Each move is judged on the version its maker has seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import update

from bot.conversations.handover import Move, Owner
from bot.conversations.moving import make_move
from bot.conversations.store import NoConversation
from bot.conversations.thread import Thread, hold
from bot.desk import waiting
from bot.desk.accounts import Role, Staff, find_in
from bot.desk.audit import What, record
from bot.desk.office import Office
from bot.desk.tables import staff


@dataclass(frozen=True)
class Moved:
    """Who has it now, in which version."""

    owner: Owner
    assignee: str | None
    version: int


@dataclass(frozen=True)
class Taken:
    """It is not, or no longer, the caller's to do: this is how it stands."""

    owner: Owner
    assignee: str | None
    version: int


@dataclass(frozen=True)
class NoSuchColleague:
    """Nobody of this name works here."""


@dataclass(frozen=True)
class OnlySupervisors:
    """What somebody else has is passed on by supervisors only."""


Outcome = Moved | Taken | NoConversation
Assigned = Outcome | NoSuchColleague | OnlySupervisors


def claim(office: Office, me: Staff, conversation: str, version: int) -> Outcome:
    """Take a conversation from the queue or from the bot. One of several who try gets it."""
    with _held(office, conversation) as thread:
        if thread is None:
            return NoConversation()
        if thread.owner is Owner.STAFF and thread.assignee == me.name:
            return _stands(thread)
        if thread.version != version or not make_move(thread, Move.TAKE, me.name, "claimed"):
            return as_taken(thread)
        _welcome(office, thread, me.name)
        _record(office, thread, me.name, What.CLAIMED)
        return _stands(thread)


def assign(office: Office, me: Staff, conversation: str, to: str, version: int) -> Assigned:
    """Give a conversation to a colleague: one's own, or as a supervisor any."""
    with _held(office, conversation) as thread:
        if thread is None:
            return NoConversation()
        colleague = find_in(thread.connection, to)
        if colleague is None or colleague.disabled:
            return NoSuchColleague()
        if not _is_mine(thread, me) and not me.role.covers(Role.SUPERVISOR):
            return OnlySupervisors()
        move = Move.PASS_ON if thread.owner is Owner.STAFF else Move.TAKE
        if thread.version != version or not make_move(thread, move, me.name, "assigned", to=to):
            return as_taken(thread)
        note_given(office, thread, to)
        _welcome(office, thread, to)
        _record(office, thread, me.name, What.ASSIGNED, to=to)
        return _stands(thread)


def release(office: Office, me: Staff, conversation: str, version: int) -> Outcome:
    """Put it back into the queue, where the shopper keeps the time they have waited."""
    with _held(office, conversation) as thread:
        if thread is None:
            return NoConversation()
        if not _may(thread, me, version) or not make_move(
            thread, Move.PUT_BACK, me.name, "released"
        ):
            return as_taken(thread)
        waiting.tell_passed_on(office, thread)
        _record(office, thread, me.name, What.RELEASED)
        return _stands(thread)


def give_back(office: Office, me: Staff, conversation: str, version: int) -> Outcome:
    """Let the bot answer again."""
    with _held(office, conversation) as thread:
        if thread is None:
            return NoConversation()
        if not _may(thread, me, version) or not make_move(
            thread, Move.GIVE_TO_BOT, me.name, "given_back"
        ):
            return as_taken(thread)
        office.tell(thread, "given_back")
        _record(office, thread, me.name, What.GIVEN_BACK)
        return _stands(thread)


def resolve(office: Office, me: Staff, conversation: str, version: int) -> Outcome:
    """The case is closed, as far as the staff can tell; from the queue too."""
    with _held(office, conversation) as thread:
        if thread is None:
            return NoConversation()
        mine = _may(thread, me, version) or _waits(thread, version)
        if not mine or not make_move(thread, Move.CLOSE, me.name, "resolved"):
            return as_taken(thread)
        office.tell(thread, "resolved", closed=True)
        _record(office, thread, me.name, What.RESOLVED)
        return _stands(thread)


def reopen(office: Office, me: Staff, conversation: str) -> Outcome:
    """Take up a closed conversation again, oneself."""
    with _held(office, conversation) as thread:
        if thread is None:
            return NoConversation()
        if not make_move(thread, Move.REOPEN, me.name, "reopened"):
            return as_taken(thread)
        make_move(thread, Move.TAKE, me.name, "reopened")
        _welcome(office, thread, me.name)
        _record(office, thread, me.name, What.REOPENED)
        return _stands(thread)


def is_yours(thread: Thread, me: Staff, version: int) -> bool:
    """Whether they have it, and nothing has changed about that since they looked."""
    return _is_mine(thread, me) and thread.version == version


def as_taken(thread: Thread) -> Taken:
    return Taken(thread.owner, thread.assignee, thread.version)


def note_given(office: Office, thread: Thread, to: str) -> None:
    """Remember when somebody was last given a conversation, so that all get their turn."""
    thread.connection.execute(
        update(staff).where(staff.c.name == to).values(given_at=office.store.now())
    )


@contextmanager
def _held(office: Office, conversation: str) -> Iterator[Thread | None]:
    with office.store.write() as connection:
        yield hold(connection, conversation, office.store.now())


def _is_mine(thread: Thread, me: Staff) -> bool:
    return thread.owner is Owner.STAFF and thread.assignee == me.name


def _may(thread: Thread, me: Staff, version: int) -> bool:
    """Whether they may move what staff have: it is theirs, or they supervise."""
    theirs = _is_mine(thread, me) or me.role.covers(Role.SUPERVISOR)
    return thread.owner is Owner.STAFF and theirs and thread.version == version


def _waits(thread: Thread, version: int) -> bool:
    return thread.owner is Owner.QUEUE and thread.version == version


def _stands(thread: Thread) -> Moved:
    return Moved(thread.owner, thread.assignee, thread.version)


def _welcome(office: Office, thread: Thread, name: str) -> None:
    office.tell(thread, "joined", name=name)


def _record(office: Office, thread: Thread, who: str, what: What, **detail: str) -> None:
    now = office.store.now()
    record(thread.connection, now, who, what, conversation=thread.id, subject=None, **detail)
