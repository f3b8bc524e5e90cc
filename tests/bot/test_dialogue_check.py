"""Every mistake in a small dialogue is found, with its place; the dialogue without it passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue_check import dialogue_problems
from bot.dialogue_files import Dialogue, Spot

DOMAIN = """\
intents:
- refund: {use_entities: []}
- pick
actions:
- action_refund
"""
NLU = """\
nlu:
- intent: refund
  examples: |
    - money back
"""
RULES = """\
rules:
- rule: a shopper wants the money back
  steps:
  - intent: refund
  - action: action_refund
- rule: a shopper picks
  steps:
  - or:
    - intent: pick
  - action: utter_done
"""
RESPONSES = """\
responses:
  utter_done:
  - text: "退了{amount}"
    condition:
    - {type: slot, name: language, value: zh}
  - text: "{amount} is back"
  utter_refund:
  - text: "退款"
    condition:
    - {type: slot, name: language, value: zh}
  - text: "Refund"
"""
ACTION = """\
BUTTON = "/pick"

class Refund:
    says = "utter_refund"
"""


@pytest.fixture(autouse=True)
def classes(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The actions that the action server would find; here without an action server."""
    names = {"action_refund"}

    def read(home: Path, dialogue: Dialogue) -> None:
        for name in names:
            dialogue.classes[name].append(Spot(Path("actions/refund.py"), 3))

    monkeypatch.setattr("bot.dialogue_files._read_classes", read)
    return names


@pytest.fixture
def home(tmp_path: Path) -> Path:
    files = {
        "domain.yml": DOMAIN,
        "data/refund/nlu.yml": NLU,
        "data/refund/rules.yml": RULES,
        "data/refund/responses.yml": RESPONSES,
        "data/_shared/responses.yml": "responses: {}\n",
        "actions/refund.py": ACTION,
        "bot/channel.py": "",
        "tests/conversations/refund/asks.yml": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(home: Path, name: str, old: str, new: str) -> None:
    text = (home / name).read_text(encoding="utf-8")
    assert old in text
    (home / name).write_text(text.replace(old, new), encoding="utf-8")


def test_a_dialogue_in_order_has_no_problems(home: Path) -> None:
    assert dialogue_problems(home) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problems"),
    [
        (
            "domain.yml",
            "- pick\n",
            "- pick\n- lonely\n",
            [
                "domain.yml:4: the intent lonely has no examples",
                "domain.yml:4: the intent lonely is used in no rule and no story",
            ],
        ),
        (
            "domain.yml",
            "- pick\n",
            "",
            ["data/refund/rules.yml:9: the intent pick is not in domain.yml"],
        ),
        (
            "domain.yml",
            "- action_refund\n",
            "- action_refund\n- action_gone\n",
            ["domain.yml:6: the action action_gone is no class under actions/"],
        ),
        (
            "domain.yml",
            "- action_refund\n",
            "",
            [
                "actions/refund.py:3: the action action_refund is not in domain.yml",
                "data/refund/rules.yml:5: the action action_refund is not in domain.yml",
            ],
        ),
        (
            "data/refund/nlu.yml",
            "intent: refund",
            "intent: refnud",
            [
                "data/refund/nlu.yml:2: the intent refnud is not in domain.yml",
                "domain.yml:2: the intent refund has no examples",
            ],
        ),
        (
            "data/refund/rules.yml",
            "utter_done",
            "utter_dnoe",
            [
                "data/refund/responses.yml:3: the response utter_done is said nowhere",
                "data/refund/rules.yml:10: the response utter_dnoe is not written",
            ],
        ),
        (
            "actions/refund.py",
            "utter_refund",
            "utter_other",
            [
                "actions/refund.py:4: the response utter_other is not written",
                "data/refund/responses.yml:8: the response utter_refund is said nowhere",
            ],
        ),
        (
            "data/refund/responses.yml",
            '  - text: "Refund"\n',
            "",
            [
                "data/refund/responses.yml:8: utter_refund has no English text "
                "(one without a condition)"
            ],
        ),
        (
            "data/refund/responses.yml",
            '  - text: "退了{amount}"\n    condition:\n'
            "    - {type: slot, name: language, value: zh}\n",
            "",
            [
                "data/refund/responses.yml:3: utter_done has no Chinese text "
                "(condition: language is zh)"
            ],
        ),
        (
            "data/refund/responses.yml",
            "{amount} is back",
            "{amounts} is back",
            [
                "data/refund/responses.yml:6: utter_done: {amount}, {amounts} "
                "is not in every one of its texts"
            ],
        ),
        (
            "data/refund/responses.yml",
            '"Refund"',
            '"Refund 退款"',
            ["data/refund/responses.yml:11: utter_refund: the English text holds Chinese"],
        ),
    ],
)
def test_a_mistake_is_found_with_its_place(
    home: Path, name: str, old: str, new: str, problems: list[str]
) -> None:
    change(home, name, old, new)
    assert [str(problem) for problem in dialogue_problems(home)] == problems


def test_an_intent_nobody_trains_is_fine_only_if_our_buttons_send_it(home: Path) -> None:
    change(home, "actions/refund.py", "/pick", "/other")
    assert [str(p) for p in dialogue_problems(home)] == [
        "domain.yml:3: the intent pick has no examples"
    ]


def test_an_intent_of_rasa_itself_needs_no_examples(home: Path) -> None:
    change(home, "domain.yml", "- pick", "- pick\n- nlu_fallback")
    change(
        home,
        "data/refund/rules.yml",
        "- intent: pick",
        "- intent: pick\n    - intent: nlu_fallback",
    )
    assert dialogue_problems(home) == []


def test_a_topic_without_a_conversation_test_is_found(home: Path) -> None:
    (home / "tests/conversations/refund/asks.yml").unlink()
    assert [str(p) for p in dialogue_problems(home)] == [
        "data/refund:1: the topic has no conversation test in tests/conversations/refund"
    ]


def test_a_class_that_the_domain_does_not_know_is_found(home: Path, classes: set[str]) -> None:
    classes.add("action_forgotten")
    assert [str(p) for p in dialogue_problems(home)] == [
        "actions/refund.py:3: the action action_forgotten is not in domain.yml"
    ]


def test_what_a_form_asks_for_is_said_by_the_form(home: Path) -> None:
    change(home, "domain.yml", "actions:", "forms:\n  wish: {required_slots: [day]}\nactions:")
    change(home, "data/refund/rules.yml", "utter_done", "wish")
    change(home, "data/refund/responses.yml", "utter_done", "utter_ask_day")
    assert dialogue_problems(home) == []
