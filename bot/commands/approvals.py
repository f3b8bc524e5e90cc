"""`python -m bot approvals`: lists what waits for a person, and answers it with yes or no."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from actions.shop.engine import make_engine
from actions.shop.policy import POLICY_FILE, load_policy
from actions.shop.remedies import (
    AlreadyDone,
    Answer,
    Done,
    NotOpen,
    Remedy,
    RemedyNotFound,
    Requested,
    Unknown,
    approve,
    open_requests,
    refuse,
)
from actions.shop.shop import Shop, open_shop
from bot.answering import answer_request
from bot.conversations.database import Store
from bot.migrations.running import migrate
from bot.settings import load_settings


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("approvals", help="list and answer what waits for a person")
    parser.set_defaults(run=_run, answer=_list)
    answers = parser.add_subparsers(metavar="ANSWER")
    yes = answers.add_parser("approve", help="say yes to a request")
    yes.add_argument("id", metavar="ID")
    yes.add_argument("--amount", type=_amount, help="give back less than was asked for")
    yes.set_defaults(run=_run, answer=_approve)
    no = answers.add_parser("refuse", help="say no to a request")
    no.add_argument("id", metavar="ID")
    no.add_argument("--reason", required=True, help="why, as the shopper may read it")
    no.set_defaults(run=_run, answer=_refuse)
    for answer in (yes, no):
        answer.add_argument("--as", dest="staff", default="staff", metavar="NAME")


def _run(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    engine = make_engine(settings.database_url)
    migrate(engine)
    return int(arguments.answer(Store(engine, settings.clock), arguments))


def _list(store: Store, arguments: argparse.Namespace) -> int:
    with open_shop(store.engine, load_policy(POLICY_FILE), store.clock) as shop:
        waiting = open_requests(shop)
    for remedy in waiting:
        print(line_of(remedy))
    if not waiting:
        print("Nothing waits.")
    return 0


def line_of(remedy: Remedy) -> str:
    """One request on one line: number, since when, what, for which order, how much, and why."""
    effect = remedy.effect
    amount = f"{effect.amount} {effect.currency}" if effect.amount else "-"
    why = effect.approval_why or effect.waits_for or "-"
    parts = (remedy.id, f"{remedy.at:%Y-%m-%d %H:%M}", remedy.status, remedy.kind, remedy.order)
    return "  ".join(str(part) for part in (*parts, amount, why))


def _approve(store: Store, arguments: argparse.Namespace) -> int:
    staff, remedy, amount = arguments.staff, arguments.id, arguments.amount
    return _answer(store, staff, "", lambda shop: approve(shop, staff, remedy, amount))


def _refuse(store: Store, arguments: argparse.Namespace) -> int:
    staff, remedy, reason = arguments.staff, arguments.id, arguments.reason
    return _answer(store, staff, reason, lambda shop: refuse(shop, staff, remedy, reason))


def _answer(store: Store, staff: str, reason: str, do: Callable[[Shop], Answer]) -> int:
    policy = load_policy(POLICY_FILE)
    return _tell(answer_request(store, policy, store.clock, staff, reason, do))


def _tell(answer: Answer) -> int:
    if isinstance(answer, Done | Requested):
        print(f"{answer.remedy.id} is {answer.remedy.status}.")
        return 0
    if isinstance(answer, AlreadyDone | NotOpen):
        print(f"{answer.remedy.id} was answered before: {answer.remedy.status}.", file=sys.stderr)
    elif isinstance(answer, Unknown):
        text = f"The shop did not answer: it is not known whether {answer.remedy.id} was done."
        print(text, file=sys.stderr)
    elif isinstance(answer, RemedyNotFound):
        print("There is no request of this number.", file=sys.stderr)
    else:
        print(f"Not possible now: {answer}", file=sys.stderr)
    return 1


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount") from None
