"""What is told about the conversations played: line by line, or as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bot.converse.play import Result


def line_of(result: Result) -> str:
    if result.passed:
        return f"ok      {result.conversation} ({result.seconds:.1f} s)"
    return f"FAILED  {result}"


def summary_of(results: Sequence[Result], seconds: float) -> str:
    failed = sum(not result.passed for result in results)
    outcome = f"{failed} failed, " if failed else ""
    return f"{outcome}{len(results) - failed} passed in {seconds:.1f} s"


def repeats_of(runs: Sequence[Sequence[Result]]) -> Iterator[str]:
    """How each run went, and how many conversations passed in all of them (pass^runs)."""
    for at, results in enumerate(runs, start=1):
        yield f"run {at}: {sum(r.passed for r in results)} of {len(results)} passed"
    passed = Counter(str(r.conversation) for results in runs for r in results if r.passed)
    played = dict.fromkeys(str(r.conversation) for results in runs for r in results)
    always = sum(passed[name] == len(runs) for name in played)
    share = always / len(played) if played else 1.0
    each_time = f"{always} of {len(played)} conversations passed every time"
    yield f"pass^{len(runs)} = {share:.3f}: {each_time}"
    for name in played:
        if passed[name] < len(runs):
            yield f"  {passed[name]} of {len(runs)}: {name}"


def as_json(results: Sequence[Result], seconds: float) -> dict[str, Any]:
    return {
        "passed": sum(result.passed for result in results),
        "failed": sum(not result.passed for result in results),
        "seconds": round(seconds, 3),
        "conversations": [_one(result) for result in results],
    }


def _one(result: Result) -> dict[str, Any]:
    return {
        "file": str(result.conversation.file),
        "name": result.conversation.name,
        "passed": result.passed,
        "step": None if result.passed else result.step,
        "failure": result.failure,
        "transcript": list(result.transcript),
        "seconds": round(result.seconds, 3),
    }
