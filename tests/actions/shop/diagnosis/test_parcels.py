"""Parcels: late, silent, lost, not handed over."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from actions.shop.order import (
    DeliverySlot,
    OrderStatus,
    ShipmentException,
    ShipmentStatus,
    TrackingCode,
    TrackingEvent,
)
from tests.actions.shop.orders import (
    NOW,
    SECOND,
    a_delivered_order,
    a_parcel,
    a_shipped_order,
    ago,
    found,
    later,
    the,
)


def heard(at: datetime | None, code: TrackingCode = TrackingCode.IN_TRANSIT) -> tuple[Any, ...]:
    return (TrackingEvent(at, code),)


@pytest.mark.parametrize(
    ("promised", "kind"),
    [
        (NOW + SECOND, "nothing_wrong"),
        (NOW, "nothing_wrong"),
        (NOW - SECOND, "parcel_delayed"),
        (None, "nothing_wrong"),
    ],
)
def test_a_parcel_is_late_once_its_promised_date_passed(
    promised: datetime | None, kind: str
) -> None:
    assert found(a_shipped_order(a_parcel(promised_at=promised))) == [kind]


def test_a_delivered_parcel_is_not_late_however_late_it_came() -> None:
    parcel = a_parcel(status=ShipmentStatus.DELIVERED, promised_at=ago(days=9))
    assert found(a_shipped_order(parcel)) == ["nothing_wrong"]
    assert found(a_delivered_order(shipments=(parcel,))) == ["nothing_wrong"]


@pytest.mark.parametrize(
    ("exception", "cause"),
    [(ShipmentException.WEATHER, "external"), (ShipmentException.CUSTOMS, "external")],
)
def test_weather_and_customs_delay_a_parcel_before_its_date(
    exception: ShipmentException, cause: str
) -> None:
    parcel = a_parcel(status=ShipmentStatus.EXCEPTION, exception=exception)
    finding = the("parcel_delayed", a_shipped_order(parcel))
    assert (finding.cause, finding.detail["reason"]) == (cause, exception.value)
    assert finding.detail["days_late"] == 0


def test_a_late_parcel_tells_how_many_days() -> None:
    finding = the("parcel_delayed", a_shipped_order(a_parcel(promised_at=ago(days=2))))
    assert (finding.cause, finding.since) == ("carrier", ago(days=2))
    assert finding.detail["days_late"] == 2


@pytest.mark.parametrize(
    ("day", "kind"), [(date(2026, 11, 18), "nothing_wrong"), (date(2026, 11, 17), "parcel_delayed")]
)
def test_an_agreed_slot_counts_instead_of_the_promise(day: date, kind: str) -> None:
    slot = DeliverySlot(day, time(9), time(15))
    parcel = a_parcel(promised_at=ago(days=3), slot=slot)
    assert found(a_shipped_order(parcel)) == [kind]


def test_a_slot_is_meant_in_the_time_of_the_shop() -> None:
    # Now it is 14:00 in Shanghai.
    slots = {end: DeliverySlot(date(2026, 11, 18), time(9), end) for end in (time(13), time(15))}
    kinds = {end: found(a_shipped_order(a_parcel(slot=slot))) for end, slot in slots.items()}
    assert kinds == {time(13): ["parcel_delayed"], time(15): ["nothing_wrong"]}


@pytest.mark.parametrize(
    ("at", "kinds"),
    [
        (ago(days=5) + SECOND, ["nothing_wrong"]),
        (ago(days=5), ["parcel_stuck"]),
        (ago(days=5) - SECOND, ["parcel_stuck"]),
        (None, ["nothing_wrong"]),
    ],
)
def test_a_parcel_silent_for_five_days_is_stuck(at: datetime | None, kinds: list[str]) -> None:
    assert found(a_shipped_order(a_parcel(events=heard(at)))) == kinds


def test_a_parcel_nothing_was_ever_heard_of_is_not_called_silent() -> None:
    assert found(a_shipped_order(a_parcel(events=(), promised_at=None))) == ["nothing_wrong"]


def test_events_count_by_their_time_and_not_their_place() -> None:
    events = (*heard(ago(days=1)), *heard(ago(days=9)))
    assert found(a_shipped_order(a_parcel(events=events))) == ["nothing_wrong"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": ShipmentStatus.LOST}, "lost"),
        ({"exception": ShipmentException.DAMAGED}, "damaged"),
    ],
)
def test_what_cannot_arrive_is_stuck_at_once(changes: dict[str, Any], reason: str) -> None:
    finding = the("parcel_stuck", a_shipped_order(a_parcel(**changes)))
    assert (finding.detail["reason"], finding.cause) == (reason, "carrier")


def test_a_parcel_that_waits_for_the_agreed_day_is_not_stuck() -> None:
    slot = DeliverySlot(date(2026, 11, 20), time(9), time(12))
    parcel = a_parcel(events=heard(ago(days=6)), slot=slot)
    assert found(a_shipped_order(parcel)) == ["nothing_wrong"]


@pytest.mark.parametrize(
    ("changes", "reason", "cause"),
    [
        ({"exception": ShipmentException.NOBODY_HOME}, "nobody_home", "customer"),
        ({"exception": ShipmentException.REFUSED}, "refused", "customer"),
        ({"events": heard(ago(hours=3), TrackingCode.ATTEMPT_FAILED)}, "attempt_failed", "carrier"),
        ({"events": heard(ago(hours=3), TrackingCode.RETURNED)}, "returned", "carrier"),
        ({"status": ShipmentStatus.RETURNED}, "returned", "carrier"),
    ],
)
def test_a_parcel_that_was_not_handed_over_has_failed(
    changes: dict[str, Any], reason: str, cause: str
) -> None:
    finding = the("delivery_failed", a_shipped_order(a_parcel(**changes)))
    assert (finding.detail["reason"], finding.cause) == (reason, cause)


def test_a_new_attempt_under_way_is_no_failure() -> None:
    events = (
        *heard(ago(hours=9), TrackingCode.ATTEMPT_FAILED),
        *heard(ago(hours=1), TrackingCode.OUT_FOR_DELIVERY),
    )
    assert found(a_shipped_order(a_parcel(events=events))) == ["nothing_wrong"]


def test_another_time_agreed_on_mends_a_failed_delivery_until_it_is_over() -> None:
    slot = DeliverySlot(date(2026, 11, 19), time(9), time(12))
    parcel = a_parcel(exception=ShipmentException.NOBODY_HOME, slot=slot)
    assert found(a_shipped_order(parcel)) == ["nothing_wrong"]
    assert "delivery_failed" in found(a_shipped_order(parcel), now=later(days=2))


def test_of_several_parcels_the_one_still_awaited_counts() -> None:
    late = a_parcel(promised_at=ago(days=2))
    there = a_parcel(id="s2", status=ShipmentStatus.DELIVERED)
    order = a_shipped_order(shipments=(late, there))
    assert found(order) == ["parcel_delayed"]


@pytest.mark.parametrize("status", [OrderStatus.CANCELLED, OrderStatus.DELIVERED])
def test_the_parcel_of_an_order_that_ended_is_not_late(status: OrderStatus) -> None:
    parcel = a_parcel(status=ShipmentStatus.RETURNED, promised_at=ago(days=9))
    kinds = found(a_shipped_order(parcel, status=status))
    assert not {"parcel_delayed", "parcel_stuck", "delivery_failed"} & set(kinds)
