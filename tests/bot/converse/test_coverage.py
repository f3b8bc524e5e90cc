"""What conversations must reach, and the sentences about what they do not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from actions.shop.diagnosis import FindingKind
from actions.shop.policy import POLICY_FILE, Policy, RemedyKind, load_policy
from bot.answering import responses
from bot.converse.coverage import ELSEWHERE, LANGUAGES, NO_PICKUP, counts, gaps, together, wanted
from bot.converse.script import Act, Conversation, Step
from bot.converse.seen import Seen
from bot.settings import ROOT

BOTH = ("zh", "en")


@pytest.fixture
def policy() -> Policy:
    return load_policy(POLICY_FILE)


def talk(name: str, orders: Path | None = None) -> Conversation:
    return Conversation(Path("t.yml"), name, (Step(Act.USER, "hi"),), orders=orders)


def everything(policy: Policy, texts: tuple[str, ...]) -> Seen:
    want = wanted(policy, texts)
    return Seen(
        told=frozenset((str(f), code) for f in want.findings for code in BOTH),
        said=frozenset((text, code) for text in want.texts for code in BOTH),
        offered=frozenset((str(f), str(k), code) for f, k in want.offers for code in BOTH),
        done=frozenset((str(f), str(k), code) for f, k in want.offers for code in BOTH),
    )


def test_where_everything_was_reached_nothing_is_missing(policy: Policy) -> None:
    texts = ("utter_a", "utter_b")
    assert gaps(wanted(policy, texts), everything(policy, texts)) == []


def test_what_is_missing_is_named_with_its_language(policy: Policy) -> None:
    whole = everything(policy, ("utter_a",))
    seen = Seen(
        told=whole.told - {("refund_late", "zh")},
        said=whole.said - {("utter_a", "en")},
        offered=whole.offered - {("parcel_stuck", "trace", "zh")},
        done=whole.done - {("charged_twice", "refund_surplus", "en")},
    )
    assert gaps(wanted(policy, ["utter_a"]), seen) == [
        "Chinese: no conversation is told of the finding refund_late",
        "Chinese: trace is never offered for parcel_stuck",
        "English: refund_surplus is never carried out for charged_twice",
        "English: utter_a is never said",
    ]


def test_every_finding_and_every_offer_of_the_table_is_wanted_in_both_languages(
    policy: Policy,
) -> None:
    missing = gaps(wanted(policy, []), Seen())
    assert set(LANGUAGES) == set(BOTH)
    for kind in FindingKind:
        assert f"English: no conversation is told of the finding {kind}" in missing
    assert f"Chinese: {RemedyKind.RESEND} is never offered for parcel_stuck" in missing


def test_what_the_policy_rules_out_is_not_wanted(policy: Policy) -> None:
    without = replace(policy, reschedule=replace(policy.reschedule, pickup=False))
    assert NO_PICKUP not in wanted(policy, [NO_PICKUP]).texts
    assert NO_PICKUP in wanted(without, [NO_PICKUP]).texts


def test_only_texts_that_exist_are_left_to_other_tests() -> None:
    assert {*ELSEWHERE, NO_PICKUP} <= set(responses())


def test_conversations_are_counted_once_in_each_language_they_hold() -> None:
    zh, en = Seen(said=frozenset({("a", "zh")})), Seen(said=frozenset({("a", "en")}))
    talks = [(talk("one"), zh), (talk("two"), en), (talk("three"), zh | en), (talk("one"), zh)]
    assert counts(talks) == "3 conversations: 2 in Chinese, 2 in English, 1 of them in both"


def test_orders_that_not_every_machine_has_prove_nothing(tmp_path: Path) -> None:
    seen = Seen(said=frozenset({("a", "zh")}))
    assert together([(talk("one", tmp_path / "db.json"), seen)]) == Seen()
    assert together([(talk("one", ROOT / "orders.json"), seen)]) == seen
