"""A slice of the race between the bot and the desk; `python -m bot race` plays it 1,000 times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from actions.shop.clock import Clock
from bot.__main__ import main
from bot.commands import race as command
from bot.conversations.database import Store
from bot.conversations.facts import Sender, State
from bot.desk.office import Office
from bot.desk.race import Outcome, Said, judge, race

SHOPPER = Said(1, Sender.SHOPPER, "a", State.ANSWERED, None)
BOT = Said(2, Sender.BOT, "b", State.SENT, 1)
JOINED = Said(3, Sender.SYSTEM, "joined", State.SENT, None)
STAFF = Said(4, Sender.STAFF, "c", State.SENT, None)
LATE = Said(5, Sender.BOT, "b", State.SENT, 1)
LEFT = replace(SHOPPER, state=State.DESK)


async def test_no_reply_is_late_and_no_message_lost(office: Office) -> None:
    running = replace(office, store=Store(office.store.engine, Clock(), office.store.line))
    found = await race(running, 60, seed=7)
    assert (found.runs, found.late, found.lost) == (60, 0, 0)
    # Both ways of ending were played.
    assert found.said > 5
    assert found.dropped > 5


@pytest.mark.parametrize(
    ("said", "dropped", "thought", "late", "lost"),
    [
        ([SHOPPER, BOT, JOINED, STAFF], 0, 1, 0, 0),
        ([LEFT, JOINED, STAFF], 1, 1, 0, 0),
        ([LEFT, JOINED, STAFF], 0, 0, 0, 0),
        ([SHOPPER, JOINED, STAFF, LATE], 0, 1, 1, 0),
        ([JOINED, STAFF], 0, 0, 0, 1),
        ([SHOPPER, SHOPPER, BOT, JOINED, STAFF], 0, 1, 0, 1),
        ([SHOPPER, JOINED, STAFF], 0, 0, 0, 1),
        ([LEFT, JOINED], 0, 0, 0, 1),
        ([LEFT, JOINED, STAFF], 0, 1, 0, 1),
    ],
)
def test_what_is_wrong_is_seen(
    said: Sequence[Said], dropped: int, thought: int, late: int, lost: int
) -> None:
    found = judge(said, ["a"], dropped, thought)
    assert (found.late, found.lost) == (late, lost)
    assert found.is_clean is (late == lost == 0)


@pytest.mark.parametrize(("outcome", "code"), [(Outcome(3), 0), (Outcome(3, late=1), 1)])
def test_the_command_fails_where_anything_was_wrong(
    outcome: Outcome,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def played(office: Office, runs: int, seed: int) -> Outcome:
        assert (runs, seed) == (3, 9)
        return outcome

    monkeypatch.setattr(command, "race", played)
    assert main(["race", "--runs", "3", "--seed", "9"]) == code
    assert f"{outcome.late} were sent too late" in capsys.readouterr().out
