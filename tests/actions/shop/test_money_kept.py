"""Whatever is asked, in whatever order and however often: no more goes back than was taken."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.shop.backends.sql import SqlOrders
from actions.shop.order import Order, OrderStatus, PaymentStatus, Refund, RefundStatus
from actions.shop.policy import RemedyKind, Wish
from actions.shop.remedies import Proposal, approve, mend, open_requests, refuse
from tests.actions.shop.counter import Counter
from tests.actions.shop.samples import PAID, delivered, order, shipped

LK = "LK202611180001"
MONEY = (
    RemedyKind.REFUND,
    RemedyKind.REFUND_SURPLUS,
    RemedyKind.CANCEL,
    RemedyKind.RETURN,
    RemedyKind.SUBSTITUTE,
    RemedyKind.RESEND,
)
TABS = ("tab-1", "tab-2")

amounts = st.integers(1, 60_000).map(lambda cents: Decimal(cents).scaleb(-2))
statuses = st.sampled_from([PaymentStatus.CAPTURED, PaymentStatus.CAPTURED, PaymentStatus.FAILED])


@st.composite
def paid_orders(draw: st.DrawFn) -> Order:
    """An order in any state whose payments need not match its total."""
    made = draw(
        st.sampled_from([order(), shipped(), delivered(), shipped(status=OrderStatus.PACKED)])
    )
    payments = tuple(
        replace(PAID, id=f"p{n}", amount=draw(amounts), status=draw(statuses))
        for n in range(draw(st.integers(1, 3)))
    )
    return replace(made, payments=payments)


wishes = st.builds(
    Wish,
    amount=st.none() | amounts,
    lines=st.lists(st.integers(0, 2), max_size=2).map(tuple),
    seller=st.none() | st.just("finch"),
)
steps = st.one_of(
    st.tuples(st.just("propose"), st.sampled_from(MONEY), wishes, st.sampled_from(TABS)),
    st.tuples(st.just("yes"), st.integers(0, 5), st.just(None), st.just(None)),
    st.tuples(st.just("crash"), st.integers(0, 5), st.just(None), st.just(None)),
    st.tuples(st.just("approve"), st.integers(0, 2), st.none() | amounts, st.just(None)),
    st.tuples(st.just("refuse"), st.integers(0, 2), st.just(None), st.just(None)),
    st.tuples(st.just("mend"), st.just(None), st.just(None), st.just(None)),
)


class CrashError(Exception):
    """The process dies right after the write."""


class CrashingOrders(SqlOrders):
    """Writes stand at once, as in a shop elsewhere; then the process dies."""

    def refund(self, *args: Any) -> Refund:
        super().refund(*args)
        self._session.commit()
        raise CrashError


class Play:
    """Shoppers in two tabs and staff, acting on one order."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.shown: list[tuple[Proposal, str]] = []

    def step(self, name: str, *values: Any) -> None:
        acts: dict[str, Callable[..., None]] = {
            "propose": self.propose,
            "yes": self.yes,
            "crash": self.crash,
            "approve": self.approve,
            "refuse": self.refuse,
            "mend": self.mend,
        }
        acts[name](*values)

    def propose(self, kind: RemedyKind, wish: Wish, tab: str) -> None:
        answer = self.counter.propose(LK, kind, wish, tab)
        if isinstance(answer, Proposal):
            self.shown.append((answer, tab))

    def yes(self, which: int, *_: None) -> None:
        if which < len(self.shown):
            self.counter.yes(*self.shown[which])

    def crash(self, which: int, *_: None) -> None:
        self.counter.orders_in = CrashingOrders
        try:
            self.yes(which)
        except CrashError:
            pass
        finally:
            self.counter.orders_in = SqlOrders

    def approve(self, which: int, amount: Decimal | None, *_: None) -> None:
        with self.counter.open() as shop:
            waiting = open_requests(shop)
            if which < len(waiting):
                approve(shop, "mei", waiting[which].id, amount)

    def refuse(self, which: int, *_: None) -> None:
        with self.counter.open() as shop:
            waiting = open_requests(shop)
            if which < len(waiting):
                refuse(shop, "mei", waiting[which].id, "no")

    def mend(self, *_: None) -> None:
        self.counter.clock.forward(minutes=2)
        with self.counter.open() as shop:
            mend(shop)


def given_back(made: Order) -> dict[str, Decimal]:
    back = dict.fromkeys((p.id for p in made.payments), Decimal(0))
    for refund in made.refunds:
        if refund.status is not RefundStatus.REFUSED:
            back[refund.payment] += refund.amount
    return back


def captured(made: Order) -> dict[str, Decimal]:
    taken = PaymentStatus.CAPTURED
    return {p.id: p.amount if p.status is taken else Decimal(0) for p in made.payments}


def counter_with(folder: str, made: Order) -> Counter:
    counter = Counter(Path(folder), made)
    for tab in TABS:
        counter.sign_in(tab, made.customer)
    return counter


@settings(max_examples=20, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(paid_orders(), st.lists(steps, min_size=3, max_size=14))
def test_never_more_goes_back_than_was_taken(made: Order, acts: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        counter = counter_with(folder, made)
        play = Play(counter)
        for act in acts:
            play.step(*act)
            after = counter.order(LK)
            taken = captured(after)
            assert all(back <= taken[p] for p, back in given_back(after).items())
        sent = {r.id for r in counter.order(LK).refunds}
        noted = [r for remedy in counter.remedies(LK) for r in refunds_in(remedy.detail)]
        assert len(noted) == len(set(noted))
        assert set(noted) <= sent
        counter.engine.dispose()


def refunds_in(detail: Any) -> list[str]:
    return list(detail.get("refunds") or ([detail["refund"]] if "refund" in detail else []))


@settings(max_examples=12, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(paid_orders(), st.sampled_from(MONEY), wishes, st.booleans())
def test_doing_it_twice_is_doing_it_once(
    made: Order, kind: RemedyKind, wish: Wish, crashes: bool
) -> None:
    ends = []
    for times in (1, 3):
        with tempfile.TemporaryDirectory() as folder:
            counter = counter_with(folder, made)
            play = Play(counter)
            play.propose(kind, wish, TABS[0])
            if crashes and times > 1:
                play.crash(0)
            for _ in range(times):
                play.yes(0)
            after = counter.order(LK)
            money = [(r.payment, r.amount, r.status, r.reason) for r in after.refunds]
            states = [(r.kind, r.status) for r in counter.remedies(LK)]
            ends.append((after.status, money, states, len(counter.orders())))
            counter.engine.dispose()
    assert ends[0] == ends[1]
