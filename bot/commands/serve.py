"""`python -m bot serve`: the front door alone; `run` starts it together with the rest."""

from __future__ import annotations

import argparse
from typing import Any

import uvicorn

from bot.settings import load_settings
from bot.web.app import create_app
from bot.web.bodies import BODY_BYTES


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("serve", help="serve the front door")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        ws="wsproto",  # uvicorn's default dies with the websockets that Rasa pins
        ws_max_size=BODY_BYTES,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    return 0
