"""What a file of conversations may say, and how a mistake in it is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.converse.files import FormatError, find_files, load_conversations
from bot.converse.script import Act

WHOLE = """
orders: orders.json
conversations:
- name: "A payment that failed is explained"
  customer: c1
  steps:
  - user: "付款一直失败 LK202611200001"
    bot: ["没有扣款", "Pay"]
    not: ["退款已"]
    handled_by: bot
  - button: 2
  - form: {type: slot, values: {date: 2026-11-24, from: 10:30, to: 12:00}}
  - wait: 61m
  - shop: {LK202611200001: {status: shipped}}
  - sign_in: c2
  - locale: zh
  - burst: ["a", "b"]
  - staff: approve
  after:
    LK202611200001: {status: placed, total: 199.00, refunds: []}
  new_orders: []
"""


def load(tmp_path: Path, text: str) -> list[object]:
    file = tmp_path / "talk.yml"
    file.write_text(text, encoding="utf-8")
    return list(load_conversations(file))


def test_everything_a_file_may_say_is_understood(tmp_path: Path) -> None:
    file = tmp_path / "talk.yml"
    file.write_text(WHOLE, encoding="utf-8")
    [conversation] = load_conversations(file)
    assert conversation.customer == "c1"
    assert conversation.orders == tmp_path / "orders.json"
    assert [step.act for step in conversation.steps] == [
        Act.USER,
        Act.BUTTON,
        Act.FORM,
        Act.WAIT,
        Act.SHOP,
        Act.SIGN_IN,
        Act.LOCALE,
        Act.BURST,
        Act.STAFF,
    ]
    first, button, form, wait, *_ = conversation.steps
    assert first.says == ("没有扣款", "Pay")
    assert first.never_says == ("退款已",)
    assert first.handled_by == "bot"
    assert button.value == "2"
    assert wait.value == timedelta(minutes=61)
    assert conversation.after is not None
    assert conversation.after["LK202611200001"]["refunds"] == []
    assert conversation.new_orders == ()
    # Dates and times stay as they are written; YAML 1.1 would make a date and 630 of these.
    assert form.value["values"] == {"date": "2026-11-24", "from": "10:30", "to": "12:00"}


def test_a_conversation_without_orders_and_ends_can_be_played_anywhere(tmp_path: Path) -> None:
    file = tmp_path / "talk.yml"
    file.write_text("conversations: [{name: hello, steps: [{user: hi}]}]", encoding="utf-8")
    [conversation] = load_conversations(file)
    assert not conversation.needs_private_instance
    file.write_text(WHOLE, encoding="utf-8")
    assert load_conversations(file)[0].needs_private_instance


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"talk\.yml:\(file\): must be a mapping"),
        ("{", r"talk\.yml:\(file\): not readable as YAML"),
        ("a: 1\na: 2", "the key 'a' is there twice"),
        ("conversations: []", "conversations: must hold at least one"),
        ("orders: 3\nconversations: []", "orders: must be a file name"),
        ("talks: []", "talks: unknown key; known are conversations, orders"),
        ("conversations: [{steps: [{user: x}]}]", r"conversations\[0\]\.name: must be a text"),
        ("conversations: [{name: n}]", r"conversations\[0\]\.steps: must be a list"),
        ("conversations: [{name: n, steps: []}]", r"\.steps: must hold at least one step"),
        ("conversations: [{name: n, after: 1, steps: [{user: x}]}]", r"\.after: must be a map"),
        ("conversations: [{name: n, new_orders: 1, steps: [{user: x}]}]", r"new_orders: must be"),
    ],
)
def test_a_mistake_in_a_file_names_its_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        load(tmp_path, text)


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("{}", r"steps\[0\]: must hold exactly one of"),
        ("{user: a, button: b}", r"steps\[0\]: must hold exactly one of"),
        ("{user: a, says: [b]}", r"steps\[0\]\.says: unknown key"),
        ("{user: [a]}", r"steps\[0\]\.user: must be a text"),
        ("{user: a, bot: ['']}", r"steps\[0\]\.bot\[0\]: must not be empty"),
        ("{user: a, not: [{}]}", r"steps\[0\]\.not\[0\]: must be a text"),
        ("{user: a, handled_by: robot}", r"handled_by: must be one of bot, queue, staff"),
        ("{form: {type: slot}}", r"steps\[0\]\.form\.values: must be a mapping"),
        ("{form: {type: slot, values: {}, x: 1}}", r"steps\[0\]\.form\.x: unknown key"),
        ("{upload: absent.jpg}", r"steps\[0\]\.upload: no such file: absent\.jpg"),
        ("{wait: long}", r"steps\[0\]\.wait: must be a number with s, m, h or d"),
        ("{shop: {LK1: 3}}", r"steps\[0\]\.shop\.LK1: must be a mapping"),
        ("{locale: fr}", r"steps\[0\]\.locale: must be one of zh, en"),
        ("{burst: []}", r"steps\[0\]\.burst: must hold at least one text"),
    ],
)
def test_a_mistake_in_a_step_names_its_key(tmp_path: Path, step: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        load(tmp_path, f"conversations: [{{name: n, steps: [{step}]}}]")


def test_folders_are_searched_in_a_steady_order_and_nothing_is_found_twice(tmp_path: Path) -> None:
    for name in ("b/two.yml", "a/one.yml", "a/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = find_files([tmp_path, tmp_path / "b/two.yml"])
    assert found == [tmp_path / "a/one.yml", tmp_path / "b/two.yml"]


def test_a_path_without_conversations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such file or folder"):
        find_files([tmp_path / "absent"])
    with pytest.raises(FormatError, match="no conversations"):
        find_files([tmp_path])
