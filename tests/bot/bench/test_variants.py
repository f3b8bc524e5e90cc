"""Other ways to read learn from the same messages and say what they make of the same others."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bench.variants import SHIPPED, VARIANTS, Variant, cross_validated, only, tried
from bot.nlu.clean import clean
from bot.nlu.data_check import Example
from bot.nlu.judge import learn
from bot.nlu.weights import learn_vocabulary

SAID = {
    "refund": [
        "I want my money back",
        "refund me",
        "give me my money",
        "退款",
        "我要退款",
        "退钱给我",
    ],
    "parcel": [
        "where is my parcel",
        "my parcel is late",
        "parcel?",
        "快递呢",
        "快递没到",
        "我的快递",
    ],
    "thank": ["thank you", "thanks a lot", "many thanks", "谢谢", "谢谢你", "多谢谢谢"],
}
LEARNED = [
    Example(Path("nlu.yml"), 1, intent, text) for intent, said in SAID.items() for text in said
]
ASKED = [
    Example(Path("t.yml"), 1, "refund", "MONEY back"),
    Example(Path("t.yml"), 1, "thank", "谢谢谢谢"),
]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_way_ranks_all_intents_for_each_message(variant: Variant) -> None:
    trial = tried(variant, LEARNED, ASKED)
    assert set(trial.rankings) == {"MONEY back", "谢谢谢谢"}
    assert all(sorted(ranking) == sorted(SAID) for ranking in trial.rankings.values())
    assert trial.rankings["谢谢谢谢"][0] == "thank"
    assert trial.cpu_seconds > 0


def test_what_is_shipped_is_what_the_model_learns() -> None:
    texts = [clean(each.text).text for each in LEARNED]
    vocabulary = learn_vocabulary(texts, 2)
    judge = learn(vocabulary.rows(texts), [each.intent for each in LEARNED], 1.0)
    rankings = tried(SHIPPED, LEARNED, ASKED).rankings
    for each in ASKED:
        chances = judge.probabilities(vocabulary.row(clean(each.text).text))
        order = sorted(range(len(chances)), key=lambda place: -chances[place])
        assert rankings[each.text] == [judge.intents[place] for place in order]


def test_a_kind_of_grams_is_read_alone() -> None:
    assert set(only("w")("thank you")) == {
        "wthank",
        "wyou",
        "w<",
        "w>",
        "w< thank",
        "wthank you",
        "wyou >",
    }
    assert {gram[0] for gram in only("wc")("谢谢 you")} == {"w", "c"}
    assert only("p")("thank you") == []


def test_folds_read_every_message_once_by_what_did_not_learn_it() -> None:
    alone = Variant("words", only("w"))
    assert 0 < cross_validated(alone, LEARNED, folds=3) <= 1
    strangers = [Example(Path("a.yml"), 1, "a" if n % 2 else "b", f"q{n}") for n in range(8)]
    assert cross_validated(alone, strangers, folds=2) <= 0.5
