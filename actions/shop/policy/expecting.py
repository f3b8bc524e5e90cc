"""The new date for what is late, counted from today by the rules. Pure."""

from __future__ import annotations

from datetime import date, datetime

from actions.shop.diagnosis import Finding, FindingKind
from actions.shop.diagnosis.days import add_business_days
from actions.shop.order import Order, ShipmentException, ShipmentStatus
from actions.shop.policy.rules import Policy


def expected_on(order: Order, finding: Finding, policy: Policy, now: datetime) -> date:
    """The local day by which it should have arrived (for an unshipped order: have been sent)."""
    zone = policy.time_zone
    day = add_business_days(now, _days(order, finding, policy), zone).astimezone(zone).date()
    parcel = order.shipment
    if parcel and parcel.promised_at and finding.kind is FindingKind.PARCEL_DELAYED:
        return max(day, parcel.promised_at.astimezone(zone).date())
    return day


def _days(order: Order, finding: Finding, policy: Policy) -> int:
    rules, parcel = policy.expect, order.shipment
    if finding.kind is FindingKind.NOT_SHIPPED_LATE or parcel is None:
        return rules.not_shipped_days
    if parcel.exception is ShipmentException.WEATHER:
        return rules.weather_days
    if parcel.exception is ShipmentException.CUSTOMS:
        return rules.customs_days
    if parcel.status is ShipmentStatus.OUT_FOR_DELIVERY:
        return rules.out_for_delivery_days
    return rules.parcel_days
