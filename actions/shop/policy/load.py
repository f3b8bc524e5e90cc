"""Reads `policy.yml` into rules and checks everything; the first bad value is named by its path."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from actions.shop.diagnosis import FindingKind, Limits
from actions.shop.order import Address, Name
from actions.shop.policy import people
from actions.shop.policy.reading import Node, PolicyError
from actions.shop.policy.rules import (
    AddressRules,
    AnswerRules,
    ExpectRules,
    GuestRules,
    InvoiceKind,
    InvoiceRules,
    Payer,
    PaymentRules,
    Policy,
    RefundRules,
    ReturnRules,
    ShippingFee,
    ShippingRules,
    SlotRules,
)

# The rules of the shop, unless it is told to use others.
POLICY_FILE = Path(__file__).resolve().parent.parent / "policy.yml"

ADDRESS_PARTS = tuple(f.name for f in fields(Address))


def load_policy(path: Path) -> Policy:
    """The rules of this file. `PolicyError` names the place of the first bad value."""
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise PolicyError(f"{path}: cannot be read ({problem})") from problem
    except YAMLError as problem:
        raise PolicyError(f"{path}: is not well-formed YAML ({problem})") from problem
    return read_policy(Node(data))


def read_policy(file: Node) -> Policy:
    refund = _refund(file.key("refund"))
    policy = Policy(
        time_zone=_zone(file.key("time_zone")),
        limits=_limits(file.key("diagnose"), refund.arrives_until_days),
        payment=_payment(file.key("pay")),
        refund=refund,
        returns=_returns(file.key("return")),
        address=_address(file.key("change_address")),
        reschedule=_reschedule(file.key("reschedule")),
        shipping=_shipping(file.key("ship")),
        expect=_expect(file.key("expect")),
        claim=_answer(file.key("claim")),
        trace=_answer(file.key("trace")),
        invoice=_invoice(file.key("invoice")),
        support=people.support(file.key("support")),
        desk=people.desk(file.key("desk")),
        guest=_guest(file.key("guest")),
        proposal_minutes=_one(file.key("confirm"), "proposal_minutes"),
        reorder_again_minutes=_one(file.key("reorder"), "again_minutes"),
        sellers={name: _exception(node, refund) for name, node in _optional(file, "sellers")},
    )
    file.end()
    return policy


def _zone(node: Node) -> ZoneInfo:
    try:
        return ZoneInfo(node.text())
    except (ZoneInfoNotFoundError, ValueError):
        raise node.fail("is not a time zone, such as Asia/Shanghai") from None


def _limits(node: Node, arrives: int) -> Limits:
    severity = tuple(n.member(FindingKind) for n in node.key("severity").items())
    missing = [str(kind) for kind in FindingKind if kind not in severity]
    if missing or len(set(severity)) != len(severity):
        raise node.key("severity").fail(f"must name every finding once; missing: {missing}")
    limits = Limits(
        confirm_after_minutes=node.key("confirm_minutes").whole(1),
        payment_wait_minutes=node.key("pending_minutes").whole(1),
        stuck_after_days=node.key("stuck_days").whole(1),
        duplicate_within_minutes=node.key("duplicate_minutes").whole(1),
        refund_within_business_days=arrives,
        severity=severity,
    )
    node.end()
    return limits


def _payment(node: Node) -> PaymentRules:
    link = node.key("pay_link")
    if [name for _, name, _, _ in Formatter().parse(link.text()) if name is not None] != ["number"]:
        raise link.fail("must hold {number} once")
    rules = PaymentRules(
        methods=_texts(node.key("methods")),
        pay_link=link.text(),
        hold_days=node.key("hold_days").whole(1),
    )
    node.end()
    return rules


def _refund(node: Node) -> RefundRules:
    first, last = node.key("arrives_business_days").span()
    rules = RefundRules(
        limits={currency: limit.money() for currency, limit in node.key("limits").entries()},
        most=node.key("most").whole(),
        count_days=node.key("count_days").whole(1),
        arrives_from_days=first,
        arrives_until_days=last,
        late_parcel_days=node.key("late_parcel_days").whole(),
    )
    node.end()
    return rules


def _exception(node: Node, rules: RefundRules) -> RefundRules:
    """The general refund rules with what this seller has otherwise."""
    refund = node.key("refund")
    limits, most = refund.find("limits"), refund.find("most")
    unlimited = refund.find("unlimited")
    changed = RefundRules(
        limits={c: n.money() for c, n in limits.entries()} if limits else rules.limits,
        most=most.whole() if most else rules.most,
        count_days=rules.count_days,
        arrives_from_days=rules.arrives_from_days,
        arrives_until_days=rules.arrives_until_days,
        late_parcel_days=rules.late_parcel_days,
        unlimited=unlimited.flag() if unlimited else False,
    )
    refund.end()
    node.end()
    return changed


def _returns(node: Node) -> ReturnRules:
    rules = ReturnRules(
        no_reason_days=node.key("no_reason_days").whole(),
        fault_days=node.key("fault_days").whole(),
        photo_needed=node.key("photo_needed").flag(),
        send_days=node.key("send_days").whole(1),
        to=_name(node.key("to")),
        postage=node.key("no_reason_postage").member(Payer),
        fault_postage=node.key("fault_postage").member(Payer),
    )
    node.end()
    return rules


def _name(node: Node) -> Name:
    name = Name(zh=node.key("zh").text(), en=node.key("en").text())
    node.end()
    return name


def _address(node: Node) -> AddressRules:
    required = {c: _parts(parts) for c, parts in node.key("required").entries()}
    if "*" not in required:
        raise node.key("required").fail('must say what holds elsewhere, under "*"')
    rules = AddressRules(
        required=required,
        country=node.key("country").text(),
    )
    node.end()
    return rules


def _parts(node: Node) -> tuple[str, ...]:
    for item in node.items():
        if item.text() not in ADDRESS_PARTS:
            raise item.fail(f"must be one of {', '.join(ADDRESS_PARTS)}")
    return _texts(node)


def _reschedule(node: Node) -> SlotRules:
    first, last = node.key("days").span()
    rules = SlotRules(
        first_day=first,
        last_day=last,
        windows=tuple(item.window() for item in node.key("windows").items()),
        pickup=node.key("pickup").flag(),
    )
    node.end()
    return rules


def _shipping(node: Node) -> ShippingRules:
    rules = ShippingRules(
        fees={currency: _fee(fee) for currency, fee in node.key("fees").entries()},
        days={region: days.span() for region, days in node.key("business_days").entries()},
        regions=_texts(node.key("regions")),
        regions_not_served=_texts(node.key("not_served"), least=0),
        carriers=_texts(node.key("carriers")),
    )
    node.end()
    return rules


def _expect(node: Node) -> ExpectRules:
    rules = ExpectRules(
        not_shipped_days=node.key("not_shipped").whole(1),
        parcel_days=node.key("parcel").whole(1),
        out_for_delivery_days=node.key("out_for_delivery").whole(),
        weather_days=node.key("weather").whole(1),
        customs_days=node.key("customs").whole(1),
    )
    node.end()
    return rules


def _fee(node: Node) -> ShippingFee:
    free_from = node.find("free_from")
    fee = ShippingFee(node.key("fee").money(), free_from.money() if free_from else None)
    node.end()
    return fee


def _answer(node: Node) -> AnswerRules:
    return AnswerRules(_one(node, "answer_hours"))


def _invoice(node: Node) -> InvoiceRules:
    rules = InvoiceRules(
        kinds=tuple(item.member(InvoiceKind) for item in node.key("kinds").items()),
        days=node.key("days").whole(1),
        sent_within_days=node.key("sent_within_days").whole(),
    )
    node.end()
    return rules


def _guest(node: Node) -> GuestRules:
    rules = GuestRules(
        wrong_proofs=node.key("wrong_proofs").whole(1),
        lock_minutes=node.key("lock_minutes").whole(1),
        proven_minutes=node.key("proven_minutes").whole(1),
    )
    node.end()
    return rules


def _one(node: Node, name: str) -> int:
    value = node.key(name).whole(1)
    node.end()
    return value


def _texts(node: Node, least: int = 1) -> tuple[str, ...]:
    return tuple(item.text() for item in node.items(least))


def _optional(file: Node, name: str) -> tuple[tuple[str, Node], ...]:
    found = file.find(name)
    return tuple(found.entries()) if found else ()
