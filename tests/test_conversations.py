"""Plays every conversation below `tests/conversations`, each as a test of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from bot.converse.elsewhere import orders_are_absent
from bot.converse.files import find_files, load_conversations
from bot.converse.instance import PrivateInstance, private_instance
from bot.converse.play import play
from bot.converse.script import Conversation
from bot.converse.stage import PrivateStage
from bot.instance import address

FOLDER = Path(__file__).parent / "conversations"
CONVERSATIONS = [talk for file in find_files([FOLDER]) for talk in load_conversations(file)]


@pytest.fixture(scope="module")
def instance() -> Iterator[PrivateInstance]:
    with private_instance() as started:
        started.wait_until_ready()
        yield started


def name_of(conversation: Conversation) -> str:
    return f"{conversation.file.relative_to(FOLDER).with_suffix('')}: {conversation.name}"


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=name_of)
def test_conversation(conversation: Conversation, instance: PrivateInstance) -> None:
    if orders_are_absent(conversation):
        pytest.skip(f"not on this machine: {conversation.orders}")
    with (
        closing(PrivateStage(instance.settings)) as stage,
        httpx.Client(base_url=address(instance.settings), trust_env=False) as client,
    ):
        result = play(conversation, client, stage)
    assert result.passed, f"{result}\n{instance.said()}"
