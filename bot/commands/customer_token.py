"""`python -m bot customer-token CUSTOMER_ID`: a token that signs this customer in to the chat."""

from __future__ import annotations

import argparse
from typing import Any

from bot.customer_token import make_token
from bot.settings import load_settings


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("customer-token", help="print a token that signs a customer in")
    parser.add_argument("customer", metavar="CUSTOMER_ID")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    print(make_token(settings.customer_token_key, arguments.customer, settings.clock.now()))
    return 0
