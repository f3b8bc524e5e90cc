"""The rules of the shop: as data (`policy.yml`), and as pure functions of orders and time."""

from __future__ import annotations

from actions.shop.policy.effects import (
    Approval,
    Effect,
    Option,
    RemedyKind,
    Share,
    WaitsFor,
    Wish,
)
from actions.shop.policy.expecting import expected_on
from actions.shop.policy.judging import judge
from actions.shop.policy.load import POLICY_FILE, load_policy
from actions.shop.policy.offers import options
from actions.shop.policy.reading import PolicyError
from actions.shop.policy.record import Entry, Record
from actions.shop.policy.refusals import REFUSALS, Refusal
from actions.shop.policy.rules import Policy
from actions.shop.policy.substitute import substitutes

__all__ = [
    "POLICY_FILE",
    "REFUSALS",
    "Approval",
    "Effect",
    "Entry",
    "Option",
    "Policy",
    "PolicyError",
    "Record",
    "Refusal",
    "RemedyKind",
    "Share",
    "WaitsFor",
    "Wish",
    "expected_on",
    "judge",
    "load_policy",
    "options",
    "substitutes",
]
