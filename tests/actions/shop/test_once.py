"""Once means once: double clicks, several tabs, crashes in the middle, a shop that is silent."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions.shop.access import shopper_of
from actions.shop.backends.base import NewOrder, ShopUnavailable
from actions.shop.backends.sql import SqlOrders
from actions.shop.order import Cancellation, Order, Refund
from actions.shop.policy import RemedyKind, Wish
from actions.shop.policy.refusals import NothingLeftToRefund, StillUnderWay
from actions.shop.remedies import (
    AlreadyDone,
    Done,
    Outcome,
    Proposal,
    RemedyStatus,
    Unknown,
    approve,
    carry_out,
    mend,
    open_requests,
    refuse,
)
from tests.actions.shop.counter import CHAT, Counter
from tests.actions.shop.databases import BACKENDS, a_database
from tests.actions.shop.samples import order, shipped, unpaid

K = RemedyKind
LK = "LK202611180001"
AT_ONCE = 6


class CrashError(Exception):
    """The process dies here."""


class CrashingOrders(SqlOrders):
    """A shop of its own database: each write stands at once, and then the process dies."""

    def __init__(self, session: Session, counter: Counter, error: Exception) -> None:
        super().__init__(session)
        self._counter, self._error = counter, error

    def _apart(self, verb: str, *args: Any) -> None:
        with Session(self._counter.engine, future=True) as session:
            getattr(SqlOrders(session), verb)(*args)
            session.commit()
        raise self._error

    def refund(self, *args: Any) -> Refund:
        self._apart("refund", *args)
        raise AssertionError

    def cancel(self, number: str, cancellation: Cancellation, key: str) -> Order:
        self._apart("cancel", number, cancellation, key)
        raise AssertionError

    def place(self, new: NewOrder, key: str) -> Order:
        self._apart("place", new, key)
        raise AssertionError


class SilentOrders(SqlOrders):
    """A shop that never answers a write."""

    def refund(self, *args: Any) -> Refund:
        raise ShopUnavailable("no answer within 10 s")


@pytest.fixture(params=BACKENDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with a_database(request.param, tmp_path) as engine:
        yield engine


def all_at_once(counter: Counter, *yeses: tuple[Proposal, str]) -> list[Outcome]:
    gate = Barrier(len(yeses))

    def say(yes: tuple[Proposal, str]) -> Outcome:
        gate.wait(timeout=10)
        return counter.yes(*yes)

    with ThreadPoolExecutor(len(yeses)) as pool:
        return list(pool.map(say, yeses))


@pytest.mark.parametrize("kind", [K.REFUND, K.REORDER])
def test_many_threads_with_the_same_yes_do_it_once(place: Engine, kind: RemedyKind) -> None:
    counter = Counter(place, shipped())
    proposal = counter.shown(LK, kind)
    outcomes = all_at_once(counter, *[(proposal, CHAT)] * AT_ONCE)
    assert [type(o) for o in outcomes].count(Done) == 1
    assert [type(o) for o in outcomes].count(AlreadyDone) == AT_ONCE - 1
    assert len(counter.remedies(LK)) == 1
    assert len(counter.order(LK).refunds) == (kind is K.REFUND)
    assert len(counter.orders()) == 1 + (kind is K.REORDER)


def test_many_tabs_refund_the_same_money_once(place: Engine) -> None:
    counter = Counter(place, shipped())
    yeses = []
    for tab in range(AT_ONCE):
        counter.sign_in(f"tab-{tab}", "c1")
        yeses.append((counter.shown(LK, K.REFUND, chat=f"tab-{tab}"), f"tab-{tab}"))
    outcomes = all_at_once(counter, *yeses)
    assert [type(o) for o in outcomes].count(Done) == 1
    others = [o for o in outcomes if not isinstance(o, Done)]
    assert all(isinstance(o, NothingLeftToRefund | StillUnderWay) for o in others)
    assert counter.order(LK).refunded == Decimal("299.00")


@pytest.mark.parametrize("kind", [K.REFUND, K.CANCEL])
def test_refund_and_cancel_at_the_same_moment_pay_once(place: Engine, kind: RemedyKind) -> None:
    counter = Counter(place, order())
    counter.sign_in("tab-2", "c1")
    here, there = counter.shown(LK, kind), counter.shown(LK, K.CANCEL, chat="tab-2")
    all_at_once(counter, (here, CHAT), (there, "tab-2"))
    assert counter.order(LK).refunded == Decimal("299.00")


def crash(counter: Counter, proposal: Proposal) -> None:
    counter.orders_in = lambda session: CrashingOrders(session, counter, CrashError())
    with pytest.raises(CrashError):
        counter.yes(proposal)
    counter.orders_in = SqlOrders


@pytest.mark.parametrize("kind", [K.REFUND, K.CANCEL, K.REORDER])
def test_a_crash_after_the_write_is_mended_by_the_next_yes(place: Engine, kind: RemedyKind) -> None:
    counter = Counter(place, order())
    proposal = counter.shown(LK, kind)
    crash(counter, proposal)
    assert [r.status for r in counter.remedies(LK)] == [RemedyStatus.DOING]
    assert isinstance(counter.yes(proposal), Done)
    assert isinstance(counter.yes(proposal), AlreadyDone)
    assert len(counter.order(LK).refunds) == (kind is not K.REORDER)
    assert len(counter.orders()) == 1 + (kind is K.REORDER)


def test_a_crash_after_the_write_is_mended_at_start(place: Engine) -> None:
    counter = Counter(place, order())
    crash(counter, counter.shown(LK, K.CANCEL))
    with counter.open() as shop:
        assert mend(shop) == ()  # it may still be in somebody's hands
    counter.clock.forward(seconds=61)
    with counter.open() as shop:
        (mended,) = mend(shop)
    with counter.open() as shop:
        assert mend(shop) == ()
    assert mended.status is RemedyStatus.DONE
    assert counter.order(LK).refunded == Decimal("299.00")


def test_a_crash_before_the_write_is_mended_too(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    proposal = counter.shown(LK, K.REFUND)
    counter.orders_in = lambda session: DyingOrders(session)
    with pytest.raises(CrashError):
        counter.yes(proposal)
    counter.orders_in = SqlOrders
    assert counter.order(LK).refunds == ()
    assert isinstance(counter.yes(proposal), Done)
    assert len(counter.order(LK).refunds) == 1


class DyingOrders(SqlOrders):
    """The process dies before anything reaches the shop."""

    def refund(self, *args: Any) -> Refund:
        raise CrashError


def test_nothing_else_begins_while_a_crash_is_not_mended(tmp_path: Path) -> None:
    counter = Counter(tmp_path, order())
    crash(counter, counter.shown(LK, K.REORDER))
    assert isinstance(counter.propose(LK, K.REFUND), StillUnderWay)


def test_a_silent_shop_is_said_as_such(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    proposal = counter.shown(LK, K.REFUND)
    counter.orders_in = SilentOrders
    outcome = counter.yes(proposal)
    assert isinstance(outcome, Unknown)
    assert outcome.remedy.status is RemedyStatus.UNKNOWN
    counter.orders_in = SqlOrders
    assert isinstance(counter.propose(LK, K.REFUND), StillUnderWay)
    with counter.open() as shop:
        assert [r.id for r in open_requests(shop)] == [outcome.remedy.id]


def test_a_write_whose_answer_was_lost_is_never_done_twice(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    proposal = counter.shown(LK, K.REFUND)
    lost = ShopUnavailable("the answer was lost")
    counter.orders_in = lambda session: CrashingOrders(session, counter, lost)
    assert isinstance(counter.yes(proposal), Unknown)
    assert isinstance(counter.yes(proposal), Unknown | AlreadyDone)
    counter.orders_in = SqlOrders
    assert isinstance(counter.yes(proposal), Done)
    assert counter.order(LK).refunded == Decimal("299.00")
    assert len(counter.order(LK).refunds) == 1


def test_staff_end_what_is_unknown(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    counter.orders_in = SilentOrders
    outcome = counter.yes(counter.shown(LK, K.REFUND))
    assert isinstance(outcome, Unknown)
    counter.orders_in = SqlOrders
    with counter.open() as shop:
        assert isinstance(approve(shop, "mei", outcome.remedy.id), Done)
    assert counter.order(LK).refunded == Decimal("299.00")


def test_staff_give_up_what_is_unknown_and_it_can_be_asked_for_again(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    counter.orders_in = SilentOrders
    outcome = counter.yes(counter.shown(LK, K.REFUND))
    assert isinstance(outcome, Unknown)
    counter.orders_in = SqlOrders
    with counter.open() as shop:
        ended = refuse(shop, "mei", outcome.remedy.id, "nothing arrived")
    assert isinstance(ended, Done)
    assert ended.remedy.status is RemedyStatus.FAILED
    assert isinstance(counter.yes(counter.shown(LK, K.REFUND)), Done)


def test_what_is_committed_before_the_write_names_it(tmp_path: Path) -> None:
    counter = Counter(tmp_path, shipped())
    proposal = counter.shown(LK, K.REFUND)
    seen: list[str] = []

    class WatchingOrders(SqlOrders):
        def refund(self, *args: Any) -> Refund:
            seen.append(args[-1])
            return super().refund(*args)

    counter.orders_in = WatchingOrders
    commits: list[int] = []
    event.listen(counter.engine, "commit", lambda _: commits.append(len(seen)))
    counter.yes(proposal)
    (remedy,) = counter.remedies(LK)
    assert seen == [f"{remedy.id}/p1"]
    assert 0 in commits, "the remedy is committed before the shop is written to"


def test_a_second_process_sees_the_remedy_of_the_first(tmp_path: Path) -> None:
    counter = Counter(tmp_path, unpaid())
    proposal = counter.shown(LK, K.REORDER, Wish(lines=(0,)))
    assert isinstance(counter.yes(proposal), Done)
    with counter.open_elsewhere() as shop:
        again = carry_out(shop, shopper_of(shop, CHAT), proposal.id)
    assert isinstance(again, AlreadyDone)
    assert len(counter.orders()) == 2
