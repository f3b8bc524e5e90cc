"""What conversations must reach in each language, and what they did not reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from actions.human import READINGS
from actions.shop.diagnosis import FindingKind
from actions.shop.policy import Policy, RemedyKind
from actions.shop.policy.offers import TABLE
from bot.converse.elsewhere import has_foreign_orders
from bot.converse.script import Conversation
from bot.converse.seen import Seen

LANGUAGES: Mapping[str, str] = {"zh": "Chinese", "en": "English"}
# Said when the trained model is unsure of just these meanings, when the shop itself fails, or when
# staff give a reason: no step of a conversation does. tests/bot/converse/test_said_elsewhere.py
# reaches them.
ELSEWHERE = frozenset(
    {
        *READINGS.values(),
        "utter_action_failed",
        "utter_shop_unavailable",
        "utter_outcome_unknown",
        "utter_refused_still_under_way",
        "utter_request_refused",
    }
)
# What the policy of the shop rules out: nobody hears it as long as it stands so.
NO_PICKUP = "utter_refused_pickup_not_offered"


@dataclass(frozen=True)
class Wanted:
    """What has to be reached in every language. `offers` are pairs of finding and remedy."""

    findings: frozenset[FindingKind]
    offers: frozenset[tuple[FindingKind, RemedyKind]]
    texts: frozenset[str]


def wanted(policy: Policy, texts: Iterable[str]) -> Wanted:
    """All findings, the whole table of offers, and of the `texts` all but those of `ELSEWHERE`."""
    never = ELSEWHERE | ({NO_PICKUP} if policy.reschedule.pickup else frozenset())
    return Wanted(
        findings=frozenset(FindingKind),
        offers=frozenset((finding, kind) for finding in TABLE for kind in TABLE[finding]),
        texts=frozenset(texts) - never,
    )


def gaps(want: Wanted, seen: Seen) -> list[str]:
    """What was not reached, each in a sentence; empty when all was."""
    return sorted(
        line for code, name in LANGUAGES.items() for line in _gaps(want, seen, code, name)
    )


def _gaps(want: Wanted, seen: Seen, code: str, name: str) -> Iterator[str]:
    for finding in want.findings:
        if (str(finding), code) not in seen.told:
            yield f"{name}: no conversation is told of the finding {finding}"
    for finding, kind in want.offers:
        if (str(finding), str(kind), code) not in seen.offered:
            yield f"{name}: {kind} is never offered for {finding}"
        if (str(finding), str(kind), code) not in seen.done:
            yield f"{name}: {kind} is never carried out for {finding}"
    for text in want.texts:
        if (text, code) not in seen.said:
            yield f"{name}: {text} is never said"


def counts(talks: Sequence[tuple[Conversation, Seen]]) -> str:
    """How many conversations there are in all and in each language; one played twice is one."""
    languages = {str(talk): seen.languages for talk, seen in talks}
    in_each = [
        f"{sum(code in each for each in languages.values())} in {name}"
        for code, name in LANGUAGES.items()
    ]
    both = sum(len(each) > 1 for each in languages.values())
    return f"{len(languages)} conversations: {', '.join(in_each)}, {both} of them in both"


def together(talks: Sequence[tuple[Conversation, Seen]]) -> Seen:
    """All that was seen, but for conversations about orders that not every machine has."""
    seen = Seen()
    for talk, one in talks:
        if not has_foreign_orders(talk):
            seen |= one
    return seen
