"""The texts that no conversation test can bring about are said all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import wiring
from actions.answer import NotUnderstood, TakeAnswer
from actions.case import Asked, Case
from actions.guard import ShopAction
from actions.human import READINGS
from actions.refund import RefundRequest
from actions.shop.backends.base import ShopUnavailable
from actions.shop.backends.sql import SqlOrders
from actions.shop.policy import RemedyKind
from actions.shop.remedies import RemedyStatus, Requested
from actions.shop.shop import Shop
from actions.speech import Speaker
from bot.answering import responses, told
from bot.converse.coverage import ELSEWHERE
from bot.converse.seen import answered_in
from tests.actions.shop.counter import CHAT, Counter
from tests.actions.shop.samples import NOW, POLICY, priced, shipped

LK = "LK202611180001"
Work = Callable[[Shop], Any]


class SilentOrders(SqlOrders):
    """A shop that never answers when money shall go back."""

    def refund(self, *args: Any) -> Any:
        raise ShopUnavailable("no answer within 10 s")


class Desk:
    """A shopper with one parcel on its way, and the actions as the action server runs them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.counter = Counter(folder, shipped())
        self.monkeypatch = monkeypatch

        async def in_shop(work: Work) -> Any:
            with self.counter.open() as shop:
                return work(shop)

        monkeypatch.setattr(wiring, "in_shop", in_shop)

    def fail_with(self, failure: Exception) -> None:
        async def in_shop(work: Work) -> Any:
            raise failure

        self.monkeypatch.setattr(wiring, "in_shop", in_shop)

    async def said(self, action: ShopAction, case: Case | None = None, **message: Any) -> set[str]:
        """The responses that answer a message."""
        slots = {"language": "en", "case": (case or Case()).to_slot()}
        latest = {"text": "", "intent": {}, "entities": [], **message}
        tracker = Tracker(CHAT, slots, latest, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        await action.run(dispatcher, tracker, {})
        return {str(sent["response"]) for sent in dispatcher.messages if sent["response"]}

    async def fail_in_the_middle(self) -> set[str]:
        """A refund is agreed to, and the shop never says whether it was made."""
        proposal = self.counter.shown(LK, RemedyKind.REFUND)
        self.counter.orders_in = SilentOrders
        case = Case(order=LK, wish="refund", proposal=proposal.id, asked=Asked.YES)
        said = await self.said(TakeAnswer(), case, intent={"name": "affirm"})
        self.counter.orders_in = SqlOrders
        return said


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


@pytest.mark.parametrize("intent", sorted(READINGS))
async def test_every_meaning_can_be_asked_about(desk: Desk, intent: str) -> None:
    other = "order_status" if intent != "order_status" else "reorder"
    said = await desk.said(
        NotUnderstood(), intent={"name": "nlu_fallback"}, doubt={"readings": [intent, other]}
    )
    assert {READINGS[intent], READINGS[other]} <= said


async def test_a_shop_that_does_not_answer_is_owned_up_to(desk: Desk) -> None:
    desk.fail_with(ShopUnavailable("no answer within 10 s"))
    assert await desk.said(RefundRequest()) == {"utter_shop_unavailable"}


async def test_a_mistake_of_ours_is_owned_up_to(desk: Desk) -> None:
    desk.fail_with(RuntimeError("a bug"))
    assert await desk.said(RefundRequest()) == {"utter_action_failed"}


async def test_what_came_of_a_yes_may_not_be_known(desk: Desk) -> None:
    assert await desk.fail_in_the_middle() == {"utter_outcome_unknown"}


async def test_nothing_new_is_begun_before_the_end_of_the_old_is_known(desk: Desk) -> None:
    await desk.fail_in_the_middle()
    said = await desk.said(RefundRequest(), Case(order=LK), text="refund")
    assert "utter_refused_still_under_way" in said


def test_a_person_says_why_a_request_is_refused(tmp_path: Path) -> None:
    counter = Counter(tmp_path, priced("900.00", shipped()))
    outcome = counter.yes(counter.shown(LK, RemedyKind.REFUND))
    assert isinstance(outcome, Requested)
    refused = replace(outcome.remedy, status=RemedyStatus.REFUSED)
    speaker = Speaker("en", POLICY.time_zone, NOW.year)
    heard = told(refused, counter.order(LK), "The photo shows another parcel", speaker)
    assert answered_in(heard).said == {("utter_request_refused", "en")}


def test_nothing_is_left_out_that_is_not_said_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    left = ELSEWHERE - set(READINGS.values())
    assert [name for name in left if f'"{name}"' not in here] == []
    assert set(responses()) >= ELSEWHERE
