"""What is told about the conversations played: line by line, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
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
