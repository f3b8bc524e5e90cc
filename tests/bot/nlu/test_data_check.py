"""The check of training messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.data_check import message_problems
from bot.settings import ROOT


def written(home: Path, *blocks: tuple[str, list[str]]) -> Path:
    file = home / "data" / "topic" / "nlu.yml"
    file.parent.mkdir(parents=True)
    lines = ['version: "3.1"', "nlu:"]
    for intent, texts in blocks:
        lines += [f"- intent: {intent}", "  examples: |", *(f"    - {text}" for text in texts)]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_messages_that_differ_are_good(tmp_path: Path) -> None:
    written(tmp_path, ("refund", ["我要退款", "money back please"]), ("greet", ["你好", "hello"]))
    assert message_problems(tmp_path) == []


@pytest.mark.parametrize(
    "again", ["我要退款", "我要退款！", "我要  退款", "我要退欵", "我要退款😀"]
)
def test_the_same_message_twice_is_a_problem_with_its_place(tmp_path: Path, again: str) -> None:
    file = written(tmp_path, ("refund", ["我要退款", again]))
    problems = message_problems(tmp_path)
    if again == "我要退欵":
        assert problems == []
    else:
        assert [(problem.path, problem.line) for problem in problems] == [(file, 6)]


def test_a_sentence_in_two_intents_names_both(tmp_path: Path) -> None:
    written(tmp_path, ("refund", ["Hello there"]), ("greet", ["hello, there!"]))
    (problem,) = message_problems(tmp_path)
    assert "greet" in problem.text
    assert "refund" in problem.text


def test_near_messages_are_found_though_their_numbers_differ(tmp_path: Path) -> None:
    texts = ["please refund order LK202611200001 now", "please refund order LK202611200002 now!"]
    written(tmp_path, ("refund", texts))
    (problem,) = message_problems(tmp_path)
    assert problem.line == 6


def test_sentences_from_one_template_are_found(tmp_path: Path) -> None:
    things = ["helmet", "racket", "kettlebell", "treadmill"]
    texts = [f"i would like to send the {thing} back to you today" for thing in things]
    written(tmp_path, ("refund", texts))
    assert any("one word only" in problem.text for problem in message_problems(tmp_path))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("WHERE is my refund?!", "trained on at"),
        ("where is my money LK202611200001 then please", "is nearly 'where is my money then"),
    ],
)
def test_what_is_trained_on_is_no_test(tmp_path: Path, asked: str, told: str) -> None:
    written(tmp_path, ("refund", ["where is my refund", "where is my money then, please?"]))
    tests = tmp_path / "tests" / "nlu" / "test_en.yml"
    tests.parent.mkdir(parents=True)
    lines = ["nlu:", "- intent: refund", "  examples: |", "    - something else", f"    - {asked}"]
    tests.write_text("\n".join([*lines, "    - something else"]), encoding="utf-8")
    (problem,) = message_problems(tmp_path)
    assert (problem.path, problem.line) == (tests, 5)
    assert told in problem.text


def test_the_messages_of_the_tree_are_good() -> None:
    assert [str(problem) for problem in message_problems(ROOT)] == []
