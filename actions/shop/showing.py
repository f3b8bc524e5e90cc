"""An order with what was found about it and done for it, as JSON values for tools and tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.shop.context import context_of
from actions.shop.diagnosis import Finding, diagnose
from actions.shop.imports.writing import order_as_json
from actions.shop.ledger import Remedy, remedies_of
from actions.shop.shop import Shop


def show_order(shop: Shop, number: str) -> Mapping[str, Any] | None:
    """The order in the shape of order files, its currency, its findings, its remedies."""
    order = shop.orders.find_order(number)
    if order is None:
        return None
    findings = diagnose(order, context_of(shop, order), shop.now)
    return {
        **order_as_json(order),
        "currency": order.currency,
        "findings": [_finding(finding) for finding in findings],
        "remedies": [remedy_as_json(remedy) for remedy in remedies_of(shop, number)],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "cause": finding.cause.value if finding.cause else None,
        "since": finding.since.isoformat() if finding.since else None,
        "detail": dict(finding.detail),
    }


def remedy_as_json(remedy: Remedy) -> dict[str, Any]:
    return {
        "id": remedy.id,
        "kind": remedy.kind.value,
        "status": remedy.status.value,
        "at": remedy.at.isoformat(),
        "by": remedy.by.value,
        "detail": dict(remedy.detail),
    }
