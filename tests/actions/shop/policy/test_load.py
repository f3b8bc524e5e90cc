"""The rules file: read whole, checked whole, each error with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from actions.shop.diagnosis import FindingKind
from actions.shop.policy import POLICY_FILE, REFUSALS, PolicyError, load_policy
from actions.shop.policy.days import add_business_days
from actions.shop.policy.load import read_policy
from actions.shop.policy.reading import Node
from tests.actions.shop.samples import POLICY


def rules() -> Any:
    return YAML(typ="safe", pure=True).load(POLICY_FILE.read_text(encoding="utf-8"))


def test_the_defaults_are_those_of_the_shop() -> None:
    assert POLICY.refund.limits == {"CNY": Decimal("500"), "USD": Decimal("70")}
    assert (POLICY.refund.most, POLICY.refund.count_days) == (2, 30)
    assert (POLICY.returns.no_reason_days, POLICY.returns.fault_days) == (7, 15)
    assert (POLICY.returns.send_days, POLICY.returns.to.en[:4]) == (7, "Lark")
    assert (POLICY.guest.wrong_proofs, POLICY.guest.lock_minutes) == (5, 15)
    assert POLICY.limits.confirm_after_minutes == 10
    assert POLICY.limits.duplicate_within_minutes == 30
    assert POLICY.limits.refund_within_business_days == 5
    assert POLICY.sellers["tau"].unlimited
    assert POLICY.reschedule.windows[0] == (time(9), time(12))
    assert set(POLICY.limits.severity) == set(FindingKind)


def test_the_rules_do_not_change_while_the_shop_runs() -> None:
    with pytest.raises(FrozenInstanceError):
        POLICY.proposal_minutes = 1  # type: ignore[misc]


Break = Callable[[Any], None]


def put(path: str, value: Any) -> Break:
    *above, last = path.split(".")

    def change(data: Any) -> None:
        for name in above:
            data = data[name]
        data[last] = value

    return change


def drop(path: str) -> Break:
    *above, last = path.split(".")

    def change(data: Any) -> None:
        for name in above:
            data = data[name]
        del data[last]

    return change


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        (drop("refund"), "refund: is missing"),
        (drop("refund.limits"), "refund.limits: is missing"),
        (put("refund.limits.CNY", "5oo"), "refund.limits.CNY: must be an amount"),
        (put("refund.limits.CNY", 500.5), "refund.limits.CNY: must be a text"),
        (put("refund.limits.CNY", "-1"), "refund.limits.CNY: must be an amount"),
        (put("refund.limits.CNY", "1.005"), "refund.limits.CNY: must be an amount"),
        (put("refund.limits.CNY", "NaN"), "refund.limits.CNY: must be an amount"),
        (put("refund.most", True), "refund.most: must be a whole number"),
        (put("refund.most", -1), "refund.most: must be a whole number"),
        (put("refund.mots", 2), "refund.mots: is not a rule we know"),
        (put("surprise", 1), "surprise: is not a rule we know"),
        (put("refund.arrives_business_days", [5, 1]), "refund.arrives_business_days: must be two"),
        (put("refund.arrives_business_days", [1]), "refund.arrives_business_days: must be a list"),
        (put("time_zone", "Mars/Olympus"), "time_zone: is not a time zone"),
        (put("diagnose.severity", ["nonsense"]), "diagnose.severity[0]: must be one of"),
        (put("diagnose.severity", ["data_conflict"]), "diagnose.severity: must name every"),
        (put("diagnose.stuck_days", 0), "diagnose.stuck_days: must be a whole number"),
        (put("pay.pay_link", "https://shop.example"), "pay.pay_link: must hold {number}"),
        (put("pay.methods", []), "pay.methods: must be a list"),
        (put("return.fault_postage", "seller"), "return.fault_postage: must be one of"),
        (drop("return.no_reason_postage"), "return.no_reason_postage: is missing"),
        (put("reschedule.windows", ["09:00"]), "reschedule.windows[0]: must be a span"),
        (put("reschedule.windows", ["12:00-09:00"]), "reschedule.windows[0]: must end after"),
        (put("reschedule.pickup", "yes"), "reschedule.pickup: must be true or false"),
        (put("support.hours.funday", "09:00-10:00"), "support.hours.funday: must be one of"),
        (put("support.holidays", ["01.10.2026"]), "support.holidays[0]: must be a day"),
        (put("support.holidays", [date(2026, 10, 1)]), "support.holidays[0]: must be a day"),
        (put("support.holidays", "2026-10-01"), "support.holidays: must be a list"),
        (drop("desk.assign"), "desk.assign: is missing"),
        (put("desk.gone_minutes", 0), "desk.gone_minutes: must be a whole number"),
        (put("desk.urgent.money.CNY", 1000), "desk.urgent.money.CNY: must be a text"),
        (put("desk.urgent.calm_minutes", 1), "desk.urgent.calm_minutes: is not a rule"),
        (put("invoice.kinds", ["state"]), "invoice.kinds[0]: must be one of"),
        (drop("change_address.required.*"), "change_address.required: must say"),
        (put("change_address.required.CN", ["planet"]), "change_address.required.CN[0]: must be"),
        (put("guest", 5), "guest: must have rules below it"),
        (put("sellers.tau.refund.limit", 1), "sellers.tau.refund.limit: is not a rule"),
    ],
)
def test_a_bad_value_is_named_by_its_place(broken: Break, place: str) -> None:
    data = rules()
    broken(data)
    with pytest.raises(PolicyError) as problem:
        read_policy(Node(data))
    assert str(problem.value).startswith(place)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"a: b: c", b"\xff\xfe", b"refund: 1\nrefund: 2", b"{}"]
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "policy.yml"
    file.write_bytes(content)
    with pytest.raises(PolicyError):
        load_policy(file)
    with pytest.raises(PolicyError):
        load_policy(tmp_path / "missing.yml")


def test_every_number_has_a_comment() -> None:
    lines = POLICY_FILE.read_text(encoding="utf-8").splitlines()
    numbers = [line for line in lines if any(mark.isdigit() for mark in line.split("#")[0])]
    assert [line for line in numbers if "#" not in line] == []


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 2, date(2026, 11, 24)),
        (date(2026, 11, 18), 5, date(2026, 11, 25)),
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
    ],
)
def test_business_days_leave_weekends_out(day: date, count: int, expected: date) -> None:
    assert add_business_days(day, count) == expected


def test_every_refusal_is_a_frozen_value_of_its_own_name() -> None:
    names = [refusal.__name__ for refusal in REFUSALS]
    assert len(set(names)) == len(names)
    for refusal in REFUSALS:
        assert is_dataclass(refusal)
        assert refusal.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert refusal.__doc__ or fields(refusal)
