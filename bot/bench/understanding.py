"""How well messages are understood: figures over messages with labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

OUT_OF_SCOPE, FALLBACK = "out_of_scope", "nlu_fallback"
BINS = 10


@dataclass(frozen=True)
class Read:
    """One message: its label, what it was taken for, the intents by likelihood, how sure."""

    label: str
    acted_on: str
    ranking: tuple[str, ...]
    confidence: float
    zone: str


@dataclass(frozen=True)
class Scores:
    """Shares from 0 to 1 of all messages, but for `refused` (of those in scope).

    `reliability`: per tenth of confidence (mean confidence, share that was right, how many).
    """

    messages: int
    accuracy: float
    in_first_three: float
    acted_on_wrongly: float
    asked_back: float
    not_understood: float
    out_of_scope_recall: float
    refused: float
    reliability: tuple[tuple[float, float, int], ...]


def read_examples(path: Path) -> list[tuple[str, str]]:
    """(text, intent) of a file in Rasa's format of examples."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        (line.removeprefix("- "), block["intent"])
        for block in data["nlu"]
        for line in block["examples"].splitlines()
        if line.startswith("- ")
    ]


def as_read(label: str, parsed: Mapping[str, Any]) -> Read:
    """A parse of Rasa's, before the ask-back took the intent's place."""
    ranking = [r for r in parsed["intent_ranking"] if r["name"] != FALLBACK]
    return Read(
        label=label,
        acted_on=parsed["intent"]["name"],
        ranking=tuple(r["name"] for r in ranking),
        confidence=float(ranking[0]["confidence"]) if ranking else 0.0,
        zone=str((parsed.get("doubt") or {}).get("zone", "act")),
    )


def score(reads: Sequence[Read]) -> Scores:
    count = len(reads)
    right = [read.ranking[:1] == (read.label,) for read in reads]
    outside = [read for read in reads if read.label == OUT_OF_SCOPE]
    inside = [read for read in reads if read.label != OUT_OF_SCOPE]
    return Scores(
        messages=count,
        accuracy=sum(right) / count,
        in_first_three=sum(read.label in read.ranking[:3] for read in reads) / count,
        acted_on_wrongly=sum(r.acted_on not in (r.label, FALLBACK) for r in reads) / count,
        asked_back=sum(read.zone == "ask" for read in reads) / count,
        not_understood=sum(read.zone == "unclear" for read in reads) / count,
        out_of_scope_recall=_share(r.acted_on in (OUT_OF_SCOPE, FALLBACK) for r in outside),
        refused=_share(r.acted_on == OUT_OF_SCOPE or r.zone == "unclear" for r in inside),
        reliability=_reliability(reads, right),
    )


def span_f1(
    expected: Iterable[tuple[str, Mapping[str, Any]]],
    found: Iterable[tuple[str, Mapping[str, Any]]],
) -> dict[str, float]:
    """F1 by entity, over (text, entity) pairs; an entity counts where its whole span is right."""
    wanted: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    got: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for spans, pairs in ((wanted, expected), (got, found)):
        for text, each in pairs:
            spans[each["entity"]].add((text, each["start"], each["end"]))
    return {
        name: 2 * len(spans & got[name]) / max(1, len(spans) + len(got[name]))
        for name, spans in wanted.items()
    }


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 1.0


def _reliability(
    reads: Sequence[Read], right: Sequence[bool]
) -> tuple[tuple[float, float, int], ...]:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for read, was_right in zip(reads, right, strict=True):
        bins[min(BINS - 1, int(read.confidence * BINS))].append((read.confidence, was_right))
    return tuple(
        (sum(c for c, _ in rows) / len(rows), sum(w for _, w in rows) / len(rows), len(rows))
        for _, rows in sorted(bins.items())
    )
