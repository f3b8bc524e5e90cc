"""`python -m bot queue`: the conversations that wait for a person, longest first."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.conversations.database import open_store
from bot.conversations.history import InQueue, in_queue
from bot.settings import load_settings


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("queue", help="list the conversations that wait for a person")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    store = open_store(settings.database_url, settings.clock)
    entries = in_queue(store)
    if arguments.json:
        rows = [asdict(entry) | {"since": entry.since.isoformat()} for entry in entries]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(_lines(e, store.now()) for e in entries) or "Nobody is waiting.")
    return 0


def _lines(entry: InQueue, now: datetime) -> str:
    minutes = int((now - entry.since).total_seconds() // 60)
    words = "\n".join(f"    > {word}" for word in entry.summary["last_words"])
    return (
        f"{entry.conversation}  {entry.reason}  waiting {minutes} min"
        f" (since {entry.since:%Y-%m-%d %H:%M} UTC)\n"
        f"    who:     {entry.summary['who'] or 'guest'}\n"
        f"    order:   {entry.order or '-'}\n"
        f"    finding: {entry.finding or '-'}\n"
        f"    tried:   {', '.join(entry.tried) or '-'}\n"
        f"    also:    {', '.join(entry.summary['also']) or '-'}\n{words}"
    )
