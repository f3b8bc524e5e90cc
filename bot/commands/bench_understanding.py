"""`bench-understanding`: measures what the released model understands, and other ways to read."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import msgspec

from actions.shop.clock import Clock
from bot.bench.comparison import (
    Measured,
    asked_of,
    compare,
    scores_of,
    speeds_of,
    values_of,
)
from bot.bench.default import find_default
from bot.bench.diet import parser_of
from bot.bench.reliability import picture
from bot.bench.sampling import messages_of
from bot.bench.understanding_table import tables
from bot.instance import NoModel, released_model
from bot.settings import ROOT, load_settings
from bot.terminal import FAILED, complain, say

TESTS = ROOT / "tests" / "nlu"
TIMED = 5  # one in so many messages is read against the clock


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "bench-understanding", help="measure what is understood, beside other ways to read"
    )
    parser.add_argument(
        "--quick", action="store_true", help="the released model alone, no comparison"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    kept = load_settings().var / "bench"
    kept.mkdir(parents=True, exist_ok=True)
    try:
        measured = _measured(kept, arguments.quick)
    except NoModel as error:
        complain(error)
        return FAILED
    written = kept / "understanding.json"
    written.write_bytes(msgspec.json.format(msgspec.json.encode(measured)) + b"\n")
    drawn = kept / "reliability.svg"
    series = {"Chinese": measured.scores["zh"], "English": measured.scores["en"]}
    drawn.write_text(picture(series), encoding="utf-8")
    say(f"\n{tables(measured)}\n\nWritten to {written} and {drawn}")
    return 0


def _measured(kept: Path, quick: bool) -> Measured:
    asked = asked_of(TESTS)
    told = [each for examples in asked.values() for each in examples]
    learned = messages_of(ROOT)
    say("Asking the released model ...")
    parsers = {"ours": parser_of(released_model())}
    if (found := find_default(kept)) is not None:
        parsers["the assistant of `rasa init`"] = parser_of(found[0])
    return Measured(
        at=Clock().now(),
        intents=len({each.intent for each in learned}),
        learned=len(learned),
        asked={name: len(examples) for name, examples in asked.items()},
        scores=scores_of(parsers["ours"], asked),
        values=values_of(parsers["ours"], TESTS / "entities.jsonl"),
        parse_p50=speeds_of(parsers, [each.text for each in told[::TIMED]]),
        compared=[] if quick else list(compare(ROOT, told, kept, say)),
    )
