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
from actions.shop.policy.judging import judge
from actions.shop.policy.load import PolicyError, load_policy
from actions.shop.policy.offers import options
from actions.shop.policy.record import Record
from actions.shop.policy.refusals import REFUSALS, Refusal
from actions.shop.policy.rules import Policy

__all__ = [
    "REFUSALS",
    "Approval",
    "Effect",
    "Option",
    "Policy",
    "PolicyError",
    "Record",
    "Refusal",
    "RemedyKind",
    "Share",
    "WaitsFor",
    "Wish",
    "judge",
    "load_policy",
    "options",
]
