"""One conversation held for a transaction: what is appended to it and who owns it afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from bot.conversations.database import new_id
from bot.conversations.facts import Conversation, Reply, Sender, State
from bot.conversations.handover import Move, Owner, judge_move
from bot.conversations.tables import buttons, conversations, handovers, messages

# Built once, for every message runs through them.
_HOLD = select(conversations).where(conversations.c.id == bindparam("here")).with_for_update()
_SETTLE = (
    update(messages)
    .where(messages.c.conversation == bindparam("here"), messages.c.seq == bindparam("its_seq"))
    .values(state=bindparam("end"), handled_by=bindparam("by"))
)


class Thread:
    """The row of a conversation, locked until the transaction ends."""

    def __init__(self, connection: Connection, row: Conversation, now: datetime) -> None:
        self.connection = connection
        self.id = row.id
        self.customer = row.customer
        self.locale = row.locale
        self.owner = row.owner
        self.assignee = row.assignee
        # Whether messages were left to people that the bot had not answered.
        self.left_to_people = False
        self.version = row.version
        self.last_seq = row.last_seq
        self.now = now

    def append(self, sender: Sender, text: str, **values: Any) -> int:
        """Store a message and return its seq."""
        return self._append([{**values, "sender": sender, "text": text}])

    def say(self, reply: Reply, answers: int | None, closed: bool = False) -> int:
        """Store a reply with its buttons and return its seq."""
        return self.say_all((reply,), answers, closed)

    def say_all(self, replies: Sequence[Reply], answers: int | None, closed: bool = False) -> int:
        """Store replies in their order, with their buttons, and return the last seq.

        `closed` is noted with the last one.
        """
        first = self.last_seq + 1
        last = self._append(
            [
                {
                    "sender": reply.sender,
                    "text": reply.text,
                    "card": reply.card,
                    "answers": answers,
                    "closed": closed and place == len(replies) - 1,
                }
                for place, reply in enumerate(replies)
            ]
        )
        rows = [
            {
                "id": new_id(),
                "conversation": self.id,
                "seq": seq,
                "place": place,
                "title": title,
                "payload": payload,
            }
            for seq, reply in enumerate(replies, start=first)
            for place, (title, payload) in enumerate(reply.buttons)
        ]
        if rows:
            self.connection.execute(insert(buttons), rows)
        return last

    def _append(self, rows: Sequence[Mapping[str, Any]]) -> int:
        """Store messages, all with the same columns, and return the last seq."""
        always = {"state": State.SENT, "conversation": self.id, "at": self.now}
        numbered = [
            _plain({**always, **row, "seq": seq})
            for seq, row in enumerate(rows, start=self.last_seq + 1)
        ]
        if numbered:
            self.connection.execute(insert(messages), numbered)
            self.last_seq += len(numbered)
            self._save(last_seq=self.last_seq)
        return self.last_seq

    def move(self, move: Move, by: str, reason: str, to: str | None = None) -> bool:
        """Change the owner, or return False where the move is not allowed.

        Staff have it as `to`, or as `by` where that is not given.
        """
        after = judge_move(self.owner, move)
        if after is None:
            return False
        before, self.owner = self.owner, after
        self.version += 1
        self.assignee = (to or by) if after is Owner.STAFF else None
        self._save(owner=str(after), version=self.version, assignee=self.assignee)
        self.connection.execute(
            insert(handovers).values(
                conversation=self.id,
                at=self.now,
                before=str(before),
                after=str(after),
                version=self.version,
                by=by,
                reason=reason,
            )
        )
        if before is Owner.BOT:
            self._leave_to_people()
        return True

    def settle(self, seq: int, state: State, earlier: Sequence[int] = ()) -> None:
        """Note how a shopper's message ended, and those before it that were read with it."""
        ended = {"here": self.id, "end": str(state), "by": self.owner.answering}
        self.connection.execute(_SETTLE, {**ended, "its_seq": seq})
        if earlier:
            joined = _SETTLE.values(read_with=seq)
            self.connection.execute(joined, [{**ended, "its_seq": each} for each in earlier])

    def _leave_to_people(self) -> None:
        waiting = (messages.c.conversation == self.id) & (messages.c.state == str(State.WAITING))
        left = self.connection.execute(
            update(messages)
            .where(waiting)
            .values(state=str(State.DESK), handled_by=self.owner.answering)
        )
        self.left_to_people = bool(left.rowcount)

    def _save(self, **values: Any) -> None:
        self.connection.execute(
            update(conversations)
            .where(conversations.c.id == self.id)
            .values(changed_at=self.now, **values)
        )


def hold(connection: Connection, conversation: str, now: datetime) -> Thread | None:
    """Lock the conversation for the rest of the transaction; None if there is none."""
    row = connection.execute(_HOLD, {"here": conversation}).mappings().first()
    return None if row is None else Thread(connection, as_conversation(row), now)


def as_conversation(row: Any) -> Conversation:
    return Conversation(
        id=row["id"],
        locale=row["locale"],
        customer=row["customer"],
        owner=Owner(row["owner"]),
        version=row["version"],
        last_seq=row["last_seq"],
        assignee=row["assignee"],
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: str(v) if isinstance(v, (State, Sender)) else v for key, v in row.items()}
