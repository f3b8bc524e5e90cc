"""Grams, their weights and the judge of intents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.clean import clean
from bot.nlu.grams import BARE, masked
from bot.nlu.judge import Judge, learn, load_judge
from bot.nlu.weights import Vocabulary, learn_vocabulary, load_vocabulary
from tests.bot.nlu.messages import NASTY

SAID = {
    "refund_request": [
        "我要退款",
        "把钱退给我",
        "give me my money back",
        "I want a refund",
        "退钱",
    ],
    "order_status": ["订单到哪了", "where is my parcel", "查物流", "has it shipped", "到哪了"],
    "greet": ["你好", "hello", "在吗", "hi there", "早上好"],
}


def trained() -> tuple[Vocabulary, Judge]:
    texts = [clean(text).text for said in SAID.values() for text in said]
    intents = [intent for intent, said in SAID.items() for _ in said]
    vocabulary = learn_vocabulary(texts, least=1)
    return vocabulary, learn(vocabulary.rows(texts), intents, strength=1.0)


def test_numbers_phones_and_mails_weigh_nothing() -> None:
    vocabulary, judge = trained()
    plain = judge.probabilities(vocabulary.row(masked("where is my parcel")))
    for number in ("lk202611200001", "138 0013 8000", "a.b@example.com"):
        told = judge.probabilities(vocabulary.row(f"where is my parcel {number}"))
        assert np.allclose(plain, told)


@pytest.mark.parametrize("text", ["lk202611200001", "13800138000 a@example.com", "8842"])
def test_a_message_of_numbers_alone_is_known_as_one(text: str) -> None:
    assert masked(text) == BARE


def test_training_twice_gives_the_same_model() -> None:
    _, one = trained()
    _, other = trained()
    assert one.intents == other.intents
    assert one.sharpness == other.sharpness
    assert np.array_equal(one.weights, other.weights)


def test_a_saved_model_reads_as_before(tmp_path: Path) -> None:
    vocabulary, judge = trained()
    vocabulary.save(tmp_path)
    judge.save(tmp_path)
    again, judged = load_vocabulary(tmp_path), load_judge(tmp_path)
    for text in ("我想退款", "where is it", "hello there", ""):
        before = judge.probabilities(vocabulary.row(text))
        assert np.allclose(before, judged.probabilities(again.row(text)), atol=2e-3)


def test_nothing_known_means_nothing_sure() -> None:
    vocabulary, judge = trained()
    chances = judge.probabilities(vocabulary.row(""))
    assert np.allclose(chances, 1 / 3)


def test_two_intents_are_enough_to_choose_between() -> None:
    texts = ["退款", "退钱", "你好", "您好"]
    vocabulary = learn_vocabulary(texts, least=1)
    judge = learn(vocabulary.rows(texts), ["refund", "refund", "greet", "greet"], strength=1.0)
    chances = dict(zip(judge.intents, judge.probabilities(vocabulary.row("退钱")), strict=True))
    assert chances["refund"] > chances["greet"]


@pytest.mark.parametrize("text", NASTY.values(), ids=list(NASTY))
def test_every_message_has_probabilities(text: str) -> None:
    vocabulary, judge = trained()
    chances = judge.probabilities(vocabulary.row(clean(text).text))
    assert np.isclose(chances.sum(), 1.0, atol=1e-4)
