"""`python -m bot show-order NUMBER`: one order, what is wrong with it, what was done for it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any

from actions.shop.engine import READING, make_engine
from actions.shop.policy import POLICY_FILE, load_policy
from actions.shop.shop import open_shop
from actions.shop.showing import show_order
from bot.migrations.running import migrate
from bot.settings import load_settings

Json = Mapping[str, Any]


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("show-order", help="show an order and what is wrong with it")
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    engine = make_engine(settings.database_url)
    migrate(engine)
    reading = engine.execution_options(begins=READING)
    with open_shop(reading, load_policy(POLICY_FILE), settings.clock) as shop:
        order = show_order(shop, arguments.number)
    if order is None:
        print(f"There is no order {arguments.number}.", file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(order, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(order)))
    return 0


def _lines(order: Json) -> list[str]:
    currency = order["currency"]
    lines = [
        f"{order['number']}  {order['status']}  {order['total']} {currency}  {order['customer']}",
        *_dates(order),
        *(f"  {n} x {_name(line)}  {line['unit_price']}" for n, line in _counted(order["lines"])),
    ]
    for address in order["addresses"]:
        lines.append("  to " + ", ".join(part for part in address.values() if part))
    for payment in order["payments"]:
        lines.append(f"  payment {_words(payment, 'id', 'status', 'failure', 'amount', 'method')}")
    for refund in order["refunds"]:
        lines.append(f"  refund {_words(refund, 'id', 'status', 'amount', 'reference', 'at')}")
    for parcel in order["shipments"]:
        lines.append(f"  parcel {_words(parcel, 'carrier', 'tracking_number', 'status')}")
        lines += [f"    {_words(event, 'at', 'code', 'place')}" for event in parcel["events"]]
    for claim in order["claims"]:
        lines.append(f"  claim {_words(claim, 'id', 'kind', 'status', 'text')}")
    lines += ["findings", *(f"  {_finding(finding)}" for finding in order["findings"]), "remedies"]
    shown = [_words(remedy, "id", "kind", "status", "at", "by") for remedy in order["remedies"]]
    return lines + [f"  {remedy}" for remedy in shown or ["none"]]


def _dates(order: Json) -> list[str]:
    keys = ("placed_at", "confirmed_at", "packed_at", "ship_by")
    return [f"  {key.replace('_', ' ')}  {order[key]}" for key in keys if key in order]


def _counted(lines: list[Json]) -> list[tuple[int, Json]]:
    return [(line["quantity"], line) for line in lines]


def _name(line: Json) -> str:
    names = line["name"]
    return " / ".join(dict.fromkeys((names["zh"], names["en"]))) + f" ({line['sku']})"


def _finding(finding: Json) -> str:
    detail = json.dumps(finding["detail"], ensure_ascii=False)
    return f"{_words(finding, 'kind', 'cause', 'since')}  {detail}"


def _words(values: Json, *keys: str) -> str:
    return "  ".join(str(values[key]) for key in keys if values.get(key))
