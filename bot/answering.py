"""A person's answer to a request of the bot's: carried out at the shop, and told to the shopper.

The sentences are the bot's own, from `data/**/responses.yml`, in the language of the conversation.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import yaml

from actions import sayings
from actions.case import Case
from actions.shop.clock import Clock
from actions.shop.order import Order
from actions.shop.policy import Policy
from actions.shop.remedies import Answer, Done, Remedy
from actions.shop.shop import Shop, open_shop
from actions.speech import Speaker
from actions.turn import Message, Turn
from bot.conversations.database import Store
from bot.conversations.handover import Move
from bot.conversations.history import last_words
from bot.conversations.store import add_system_message, move
from bot.settings import ROOT
from bot.text import language_of


def answer_request(
    store: Store,
    policy: Policy,
    clock: Clock,
    staff: str,
    reason: str,
    do: Callable[[Shop], Answer],
) -> Answer:
    """Do what staff decided. Told in the conversation only when it really came about."""
    with open_shop(store.engine, policy, clock) as shop:
        answer = do(shop)
        order = shop.orders.find_order(answer.remedy.order) if isinstance(answer, Done) else None
    if isinstance(answer, Done) and order is not None and answer.remedy.conversation:
        year = clock.now().astimezone(policy.time_zone).year
        language = language_of(last_words(store, answer.remedy.conversation), None)
        speaker = Speaker(language, policy.time_zone, year)
        for text in told(answer.remedy, order, reason, speaker):
            add_system_message(store, answer.remedy.conversation, text)
        move(store, answer.remedy.conversation, Move.GIVE_TO_BOT, by=staff, reason="answered")
    return answer


def told(remedy: Remedy, order: Order, reason: str, speaker: Speaker) -> list[str]:
    """What the shopper reads about the answer."""
    turn = Turn(remedy.conversation or "", speaker.language, Message(), Case())
    sayings.answered(turn, order, remedy, reason)
    return [_text(reply.response, speaker, reply.values) for reply in turn.replies]


def _text(response: str, speaker: Speaker, values: dict[str, object]) -> str:
    words = {name: speaker.words(value) for name, value in values.items()}
    return responses()[response][speaker.language].format(**words)


@lru_cache(maxsize=1)
def responses(data: Path = ROOT / "data") -> dict[str, dict[str, str]]:
    """Every response's text by language: the variation with a condition is the Chinese one."""
    texts: dict[str, dict[str, str]] = {}
    for path in sorted(data.rglob("responses.yml")):
        for name, variations in yaml.safe_load(path.read_text(encoding="utf-8"))[
            "responses"
        ].items():
            texts[name] = {"zh" if "condition" in v else "en": v["text"] for v in variations}
    return texts
