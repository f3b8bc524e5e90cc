"""Plays every conversation below `tests/conversations`, each as a test of its own.

What all of them together reach is judged at the end: every offer, and every text, in each language.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from actions.shop.policy import POLICY_FILE, load_policy
from bot.answering import responses
from bot.converse.coverage import LANGUAGES, gaps, together, wanted
from bot.converse.elsewhere import orders_are_absent
from bot.converse.files import find_files, load_conversations
from bot.converse.instance import PrivateInstance, private_instance
from bot.converse.play import play
from bot.converse.script import Conversation
from bot.converse.seen import Seen
from bot.converse.stage import PrivateStage
from bot.converse.witness import Witness
from bot.instance import address

FOLDER = Path(__file__).parent / "conversations"
CONVERSATIONS = [talk for file in find_files([FOLDER]) for talk in load_conversations(file)]
LEAST, LEAST_PER_LANGUAGE = 250, 100

Reached = list[tuple[Conversation, Seen]]


@pytest.fixture(scope="module")
def instance() -> Iterator[PrivateInstance]:
    with private_instance() as started:
        started.wait_until_ready()
        yield started


@pytest.fixture(scope="module")
def witness(instance: PrivateInstance) -> Iterator[Witness]:
    with closing(Witness(instance.settings)) as witness:
        yield witness


@pytest.fixture(scope="module")
def stage(instance: PrivateInstance) -> Iterator[PrivateStage]:
    with closing(PrivateStage(instance.settings)) as stage:
        yield stage


@pytest.fixture(scope="module")
def client(instance: PrivateInstance) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address(instance.settings), trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def reached() -> Reached:
    """What each conversation that was played reached; filled by them."""
    return []


def name_of(conversation: Conversation) -> str:
    return f"{conversation.file.relative_to(FOLDER).with_suffix('')}: {conversation.name}"


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=name_of)
def test_conversation(
    conversation: Conversation,
    instance: PrivateInstance,
    stage: PrivateStage,
    client: httpx.Client,
    witness: Witness,
    reached: Reached,
) -> None:
    if orders_are_absent(conversation):
        pytest.skip(f"not on this machine: {conversation.orders}")
    result = play(conversation, client, stage)
    reached.append((conversation, witness.look()))
    assert result.passed, f"{result}\n{instance.said()}"


def test_together_they_reach_every_offer_and_every_text_in_each_language(reached: Reached) -> None:
    absent = sum(orders_are_absent(talk) for talk in CONVERSATIONS)
    if len(reached) < len(CONVERSATIONS) - absent:
        pytest.skip("only some of the conversations were played")
    missing = gaps(wanted(load_policy(POLICY_FILE), responses()), together(reached))
    assert missing == [], "\n".join(missing)


def test_there_are_enough_of_them_in_each_language(reached: Reached) -> None:
    if len(reached) < LEAST:
        pytest.skip("only some of the conversations were played")
    assert len(CONVERSATIONS) >= LEAST
    for code, name in LANGUAGES.items():
        count = sum(code in seen.languages for _, seen in reached)
        assert count >= LEAST_PER_LANGUAGE, f"{count} conversations in {name}"
