"""The measurement of the desk takes every message's time, there and back."""

from __future__ import annotations

from bot.bench.desk import ask_desk
from tests.bot.web.desk.conftest import Office, answer


async def test_every_message_is_timed_both_ways(office: Office) -> None:
    office.world.rasa.script = answer
    hired = await office.hire("bench")
    found = await ask_desk(office.world.url, hired.name, hired.password, count=4, rounds=2)
    assert (found.open, found.messages) == (4, 8)
    assert 0 < found.to_desk_p50 <= found.to_desk_p95
    assert 0 < found.to_shopper_p50 <= found.to_shopper_p95
