"""What conversations reached, as sets: taken from a tracker's events, never guessed from a reply.

Only the answers of staff are known by their words, for no tracker holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from actions.case import Case
from actions.offering import title_of
from actions.shop.policy import RemedyKind
from bot.answering import responses

# A response without a condition is the English one, and is said until a language is known.
FIRST_LANGUAGE = "en"
# What effects.answered may say.
TOLD_OF_STAFF = ("utter_request_", "utter_done_")
PLACEHOLDER = re.compile(r"\\\{\w+\\\}")


@dataclass(frozen=True)
class Seen:
    """The last of every tuple is the language.

    `told`: findings explained; `said`: responses by name; `offered`: remedies shown for a finding;
    `done`: remedies that came about while the conversation was about that finding.
    """

    told: frozenset[tuple[str, str]] = frozenset()
    said: frozenset[tuple[str, str]] = frozenset()
    offered: frozenset[tuple[str, str, str]] = frozenset()
    done: frozenset[tuple[str, str, str]] = frozenset()

    def __or__(self, other: Seen) -> Seen:
        return Seen(*(getattr(self, f.name) | getattr(other, f.name) for f in fields(Seen)))

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(language for _, language in self.said)


def seen_in(events: Iterable[Mapping[str, Any]], remedies: Mapping[str, str]) -> Seen:
    """What the events of a tracker tell. `remedies`: proposal -> kind of what came about."""
    reading = _Reading()
    for event in events:
        reading.take(event)
    done = {
        (finding, remedies[proposal], language)
        for proposal, (finding, language) in reading.agreed.items()
        if proposal in remedies
    }
    return Seen(
        frozenset(reading.told),
        frozenset(reading.said),
        frozenset(reading.offered),
        frozenset(done),
    )


class _Reading:
    """One tracker, event by event. `agreed`: proposal -> finding and language of its last turn."""

    def __init__(self) -> None:
        self.told: set[tuple[str, str]] = set()
        self.said: set[tuple[str, str]] = set()
        self.offered: set[tuple[str, str, str]] = set()
        self.agreed: dict[str, tuple[str, str]] = {}
        self._language = FIRST_LANGUAGE
        self._this_turn: set[str] = set()
        self._tried: tuple[str, ...] = ()

    def take(self, event: Mapping[str, Any]) -> None:
        if event["event"] == "user":
            self._this_turn = set()
        elif event["event"] == "bot":
            self._hear((event.get("metadata") or {}).get("utter_action") or "")
        elif event["event"] == "slot" and event["name"] == "language":
            self._language = event["value"] or FIRST_LANGUAGE
        elif event["event"] == "slot" and event["name"] == "case":
            self._note(Case.from_slot(event["value"]))

    def _hear(self, response: str) -> None:
        if response:
            self._this_turn.add(response)
            self.said.add((response, self._language))

    def _note(self, case: Case) -> None:
        """What the actions put down about this turn."""
        new = [what for what in case.tried if what not in self._tried]
        self._tried = case.tried
        told = [what.split(":")[2] for what in new if what.startswith("told:")]
        self.told |= {(finding, self._language) for finding in told}
        for kind in RemedyKind:
            if f"wish:{kind}" in case.choices and title_of(kind, case.finding) in self._this_turn:
                self.offered.add((case.finding, str(kind), self._language))
        if case.proposal:
            self.agreed[case.proposal] = (case.finding, self._language)


def answered_in(texts: Iterable[str]) -> Seen:
    """The responses by which the answers of staff were told."""
    heard = list(texts)
    said = {
        (name, language)
        for name, language, pattern in _answers()
        if any(pattern.fullmatch(text) for text in heard)
    }
    return Seen(said=frozenset(said))


@lru_cache(maxsize=1)
def _answers() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (name, language, re.compile(PLACEHOLDER.sub(".*", re.escape(text)), re.DOTALL))
        for name, texts in responses().items()
        if name.startswith(TOLD_OF_STAFF)
        for language, text in texts.items()
    )
