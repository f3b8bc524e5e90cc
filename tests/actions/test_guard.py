"""Every action speaks, except where the rest of what was said may still come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import wiring
from actions.guard import ShopAction
from actions.shop.shop import Shop
from actions.turn import Turn


class Misses(ShopAction):
    def name(self) -> str:
        return "action_of_a_test"

    def work(self, shop: Shop, turn: Turn) -> None:
        turn.say("utter_what_else")
        if turn.message.text != "clear":
            turn.miss()


@pytest.fixture(autouse=True)
def no_shop(monkeypatch: pytest.MonkeyPatch) -> None:
    async def in_shop(work: Callable[[Shop], None]) -> None:
        work(cast(Shop, None))

    monkeypatch.setattr(wiring, "in_shop", in_shop)


async def outcome(text: str, **metadata: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What is said to a message, and the events that remain of it."""
    said = CollectingDispatcher()
    message = {"text": text, "intent": {"name": "inform"}, "metadata": metadata}
    tracker = Tracker("c", {"language": "en"}, message, [], False, None, {}, "action_listen")
    events = await Misses().run(said, tracker, {})
    return said.messages, cast(list[dict[str, Any]], events)


async def test_an_unclear_message_that_may_wait_is_put_off_as_if_it_had_not_come() -> None:
    said, events = await outcome("hm", may_wait=True)
    assert [message["custom"] for message in said] == [{"unclear": True}]
    assert [event["event"] for event in events] == ["rewind", "followup"]
    assert events[1]["name"] == "action_listen"


async def test_an_unclear_message_that_may_not_wait_is_asked_back_and_counts() -> None:
    for metadata in ({}, {"may_wait": "yes"}):
        said, events = await outcome("hm", **metadata)
        assert [message["response"] for message in said] == ["utter_what_else"]
        case = next(event["value"] for event in events if event.get("name") == "case")
        assert case["missed"] == 1


async def test_a_clear_message_is_answered_though_it_might_wait() -> None:
    said, events = await outcome("clear", may_wait=True)
    assert [message["response"] for message in said] == ["utter_what_else"]
    assert "rewind" not in {event["event"] for event in events}
