"""`converse`: plays conversation tests against a private instance, or one that runs."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx

from bot.converse.elsewhere import orders_are_absent
from bot.converse.files import FormatError, find_files, load_conversations
from bot.converse.instance import NotStarted, PrivateInstance, private_instance
from bot.converse.play import Result, Stage, play
from bot.converse.report import as_json, line_of, summary_of
from bot.converse.script import Conversation
from bot.converse.stage import PrivateStage, RunningStage
from bot.instance import NoModel, address, released_model
from bot.settings import load_settings

FAILED, USAGE_ERROR = 1, 2


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("converse", help="play conversation tests")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
    parser.add_argument("--url", help="of a running instance, instead of starting a private one")
    parser.add_argument("--shuffle", type=int, metavar="SEED", help="play in another order")
    parser.add_argument("--repeat", type=_count, default=1, metavar="N", help="play all N times")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    parser.set_defaults(run=_run)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a whole number above 0")
    return int(text)


def _run(arguments: argparse.Namespace) -> int:
    try:
        conversations = planned(_load(arguments.paths), arguments.shuffle, arguments.repeat)
        if arguments.url:
            _check_playable_anywhere(conversations)
            with _running(arguments.url) as (client, stage):
                return _play(conversations, client, stage, arguments.json)
        if not conversations:
            return _tell([], 0.0, arguments.json)
        released_model()
        with private_instance() as instance, _private(instance) as (client, stage):
            return _play(conversations, client, stage, arguments.json, instance)
    except (FormatError, NoModel, NotStarted) as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE_ERROR


def _load(paths: Sequence[Path]) -> list[Conversation]:
    """What there is to play; what cannot be played on this machine is told."""
    loaded = [talk for file in find_files(paths) for talk in load_conversations(file)]
    playable = []
    for talk in loaded:
        if orders_are_absent(talk):
            print(f"skipped {talk}: not on this machine: {talk.orders}", file=sys.stderr)
        else:
            playable.append(talk)
    return playable


def planned(conversations: list[Conversation], seed: int | None, repeat: int) -> list[Conversation]:
    """All of them `repeat` times, in their order or in the one that `seed` gives."""
    plan = conversations * repeat
    if seed is not None:
        random.Random(seed).shuffle(plan)
    return plan


def _check_playable_anywhere(conversations: Sequence[Conversation]) -> None:
    for talk in conversations:
        if talk.needs_private_instance:
            raise FormatError(f"{talk}: has orders or looks behind the scenes; not with --url")


@contextmanager
def _running(url: str) -> Iterator[tuple[httpx.Client, Stage]]:
    with httpx.Client(base_url=url, trust_env=False) as client:
        yield client, RunningStage(load_settings())


@contextmanager
def _private(instance: PrivateInstance) -> Iterator[tuple[httpx.Client, Stage]]:
    instance.wait_until_ready()
    url = address(instance.settings)
    with (
        closing(PrivateStage(instance.settings)) as stage,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client, stage


def _play(
    conversations: Sequence[Conversation],
    client: httpx.Client,
    stage: Stage,
    in_json: bool,
    instance: PrivateInstance | None = None,
) -> int:
    started = time.monotonic()
    results: list[Result] = []
    for conversation in conversations:
        result = play(conversation, client, stage)
        results.append(result)
        said = instance.said() if instance else ""
        if not in_json:
            print(line_of(result), flush=True)
            if said and not result.passed:
                print(f"  the instance said:\n{said}", flush=True)
    return _tell(results, time.monotonic() - started, in_json)


def _tell(results: Sequence[Result], seconds: float, in_json: bool) -> int:
    if in_json:
        print(json.dumps(as_json(results, seconds), ensure_ascii=False, indent=2))
    else:
        print(summary_of(results, seconds))
    return 0 if all(result.passed for result in results) else FAILED
