"""`converse`: plays conversation tests against a private instance, or one that runs."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from actions.shop.policy import POLICY_FILE, load_policy
from bot.answering import responses
from bot.converse.coverage import counts, gaps, together, wanted
from bot.converse.elsewhere import orders_are_absent
from bot.converse.files import FormatError, find_files, load_conversations
from bot.converse.instance import NotStarted, PrivateInstance, private_instance
from bot.converse.play import Result, Stage, play
from bot.converse.report import as_json, line_of, repeats_of, summary_of
from bot.converse.script import Conversation
from bot.converse.seen import Seen
from bot.converse.stage import PrivateStage, RunningStage
from bot.converse.witness import Witness
from bot.instance import NoModel, address, released_model
from bot.settings import load_settings

FAILED, USAGE_ERROR = 1, 2


@dataclass(frozen=True)
class _Theatre:
    """Where conversations are played; a private instance can be looked at, too."""

    client: httpx.Client
    stage: Stage
    instance: PrivateInstance | None = None
    witness: Witness | None = None


@dataclass
class _Played:
    """What came of it: the results of each run, and what each conversation reached."""

    runs: list[list[Result]] = field(default_factory=list)
    seen: list[tuple[Conversation, Seen]] = field(default_factory=list)

    @property
    def results(self) -> list[Result]:
        return [result for run in self.runs for result in run]


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("converse", help="play conversation tests")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
    parser.add_argument("--url", help="of a running instance, instead of starting a private one")
    parser.add_argument("--shuffle", type=int, metavar="SEED", help="play in another order")
    parser.add_argument("--repeat", type=_count, default=1, metavar="N", help="play all N times")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    parser.add_argument(
        "--coverage", action="store_true", help="tell which offers and texts are not reached"
    )
    parser.set_defaults(run=_run)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a whole number above 0")
    return int(text)


def _run(arguments: argparse.Namespace) -> int:
    try:
        runs = planned(_load(arguments.paths), arguments.shuffle, arguments.repeat)
        if arguments.url:
            _check_playable_anywhere(runs[0], arguments.coverage)
            with _running(arguments.url) as theatre:
                return _play(runs, theatre, arguments)
        if not runs[0]:
            return _tell(_Played(runs=[[]]), 0.0, arguments)
        released_model()
        with private_instance() as instance, _private(instance) as theatre:
            return _play(runs, theatre, arguments)
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


def planned(
    conversations: list[Conversation], seed: int | None, repeat: int
) -> list[list[Conversation]]:
    """`repeat` runs of all of them: in their order, or each in another one that `seed` gives."""
    runs = [list(conversations) for _ in range(repeat)]
    if seed is not None:
        chance = random.Random(seed)
        for run in runs:
            chance.shuffle(run)
    return runs


def _check_playable_anywhere(conversations: Sequence[Conversation], coverage: bool) -> None:
    if coverage:
        raise FormatError("--coverage looks behind the scenes; not with --url")
    for talk in conversations:
        if talk.needs_private_instance:
            raise FormatError(f"{talk}: has orders or looks behind the scenes; not with --url")


@contextmanager
def _running(url: str) -> Iterator[_Theatre]:
    with httpx.Client(base_url=url, trust_env=False) as client:
        yield _Theatre(client, RunningStage(load_settings()))


@contextmanager
def _private(instance: PrivateInstance) -> Iterator[_Theatre]:
    instance.wait_until_ready()
    url = address(instance.settings)
    with (
        closing(PrivateStage(instance.settings)) as stage,
        closing(Witness(instance.settings)) as witness,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield _Theatre(client, stage, instance, witness)


def _play(
    runs: Sequence[Sequence[Conversation]], theatre: _Theatre, arguments: argparse.Namespace
) -> int:
    started = time.monotonic()
    played = _Played()
    for at, conversations in enumerate(runs, start=1):
        if len(runs) > 1 and not arguments.json:
            print(f"run {at} of {len(runs)}", flush=True)
        played.runs.append([])
        for conversation in conversations:
            result = play(conversation, theatre.client, theatre.stage)
            played.runs[-1].append(result)
            if arguments.coverage and theatre.witness:
                played.seen.append((conversation, theatre.witness.look()))
            if not arguments.json:
                _print(result, theatre.instance)
    return _tell(played, time.monotonic() - started, arguments)


def _print(result: Result, instance: PrivateInstance | None) -> None:
    print(line_of(result), flush=True)
    said = instance.said() if instance else ""
    if said and not result.passed:
        print(f"  the instance said:\n{said}", flush=True)


def _tell(played: _Played, seconds: float, arguments: argparse.Namespace) -> int:
    results = played.results
    missing = _gaps(played) if arguments.coverage else []
    if arguments.json:
        covered = {"coverage": {"counts": counts(played.seen), "missing": missing}}
        told = as_json(results, seconds) | (covered if arguments.coverage else {})
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        lines = [*(repeats_of(played.runs) if len(played.runs) > 1 else ())]
        if arguments.coverage:
            lines += [counts(played.seen), *missing, f"{len(missing)} missing in all"]
        print(*lines, summary_of(results, seconds), sep="\n")
    return FAILED if missing or not all(result.passed for result in results) else 0


def _gaps(played: _Played) -> list[str]:
    return gaps(wanted(load_policy(POLICY_FILE), responses()), together(played.seen))
