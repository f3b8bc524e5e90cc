"""The five steps of an order, and where it is stuck."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.shop.diagnosis import diagnose
from actions.shop.order import Order, OrderStatus, PaymentStatus, ShipmentStatus
from actions.shop.timeline import StepCode, steps
from tests.actions.shop.orders import (
    HOME,
    NOW,
    a_context,
    a_delivered_order,
    a_parcel,
    a_payment,
    a_shipped_order,
    ago,
    an_order,
)

FAILED = a_payment(status=PaymentStatus.FAILED, failure="declined")


def states(order: Order) -> str:
    drawn = steps(order, diagnose(order, a_context(), NOW))
    assert [step.code for step in drawn] == list(StepCode)
    return " ".join(step.state.value for step in drawn)


@pytest.mark.parametrize(
    ("order", "drawn"),
    [
        (an_order(status=OrderStatus.PLACED, payments=()), "done now open open open"),
        (an_order(status=OrderStatus.PLACED, payments=(FAILED,)), "done stuck open open open"),
        (
            an_order(status=OrderStatus.PLACED, payments=(a_payment(at=ago(hours=1)),)),
            "done done stuck open open",
        ),
        (an_order(), "done done now open open"),
        (an_order(ship_by=ago(days=1)), "done done stuck open open"),
        (an_order(addresses=(replace(HOME, street=""),)), "done done stuck open open"),
        (an_order(status=OrderStatus.PACKED), "done done done now open"),
        (a_shipped_order(), "done done done done now"),
        (a_shipped_order(a_parcel(promised_at=ago(days=1))), "done done done done stuck"),
        (a_delivered_order(), "done done done done done"),
        (an_order(status=OrderStatus.CANCELLED), "done done open open open"),
        (an_order(status=OrderStatus.CANCELLED, payments=()), "done open open open open"),
    ],
)
def test_one_step_at_most_is_under_way_and_trouble_stands_where_it_is(
    order: Order, drawn: str
) -> None:
    assert states(order) == drawn


def test_steps_carry_the_dates_the_facts_give_and_no_others() -> None:
    parcel = a_parcel(status=ShipmentStatus.DELIVERED, delivered_at=ago(hours=1))
    order = a_delivered_order(shipments=(parcel,))
    drawn = {step.code: step.at for step in steps(order, ())}
    assert drawn == {
        StepCode.ORDERED: order.placed_at,
        StepCode.PAID: order.payments[0].at,
        StepCode.PACKED: None,
        StepCode.SHIPPED: parcel.events[0].at,
        StepCode.DELIVERED: ago(hours=1),
    }
