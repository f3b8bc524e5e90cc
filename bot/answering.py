"""What people decide and do for a shopper: carried out at the shop, and told in the conversation.

The sentences are the bot's own, from `data/**/responses.yml`, in the language of the conversation.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import yaml

from actions.case import Case
from actions.sentences import effects
from actions.shop.clock import Clock
from actions.shop.order import Order
from actions.shop.policy import Policy
from actions.shop.policy.effects import WaitsFor
from actions.shop.remedies import Answer, Done, Remedy, open_requests
from actions.shop.shop import Shop, open_shop
from actions.speech import Speaker
from actions.turn import Message, Turn
from bot.conversations import entries
from bot.conversations.database import Store
from bot.conversations.facts import Reply, Sender
from bot.conversations.handover import Move, Owner
from bot.conversations.history import last_words
from bot.conversations.moving import make_move
from bot.conversations.thread import hold
from bot.settings import ROOT
from bot.text import language_of

# Why a conversation waits in the queue for the answer to a request.
APPROVAL = "approval"

Speak = Callable[[Turn], None]


def answer_request(
    store: Store,
    policy: Policy,
    clock: Clock,
    staff: str,
    reason: str,
    do: Callable[[Shop], Answer],
) -> Answer:
    """Do what staff decided. Told in the conversation only when it really came about.

    A conversation that waits for this answer alone goes back to the bot.
    """
    with open_shop(store.engine, policy, clock) as shop:
        answer = do(shop)
        if not isinstance(answer, Done) or not answer.remedy.conversation:
            return answer
        order = shop.orders.find_order(answer.remedy.order)
        more = _waits(shop, answer.remedy.conversation)
    remedy = answer.remedy
    if order is not None:
        back = None if more else staff
        tell(store, policy, remedy, _answered(order, remedy, reason), back)
    return answer


def tell(
    store: Store, policy: Policy, remedy: Remedy, speak: Speak, answered_by: str | None = None
) -> None:
    """Say in the remedy's conversation what came of it, whoever has it.

    `answered_by`: by this answer what waited in the queue for it is the bot's again.
    """
    conversation = remedy.conversation or ""
    words = last_words(store, conversation)
    with store.write() as connection:
        thread = hold(connection, conversation, store.now())
        if thread is None:
            return
        language = language_of(words, thread.locale)
        texts = words_of(speak, speaker_in(policy, store.clock, language), conversation)
        for text in texts:
            thread.say(Reply(text, sender=Sender.SYSTEM), answers=None)
        waited = thread.owner is Owner.QUEUE and entries.reason_of(thread) == APPROVAL
        if answered_by is not None and waited:
            make_move(thread, Move.GIVE_TO_BOT, by=answered_by, reason="answered")


def speaker_in(policy: Policy, clock: Clock, language: str) -> Speaker:
    year = clock.now().astimezone(policy.time_zone).year
    return Speaker(language, policy.time_zone, year)


def told(remedy: Remedy, order: Order, reason: str, speaker: Speaker) -> list[str]:
    """What the shopper reads about the answer."""
    return words_of(_answered(order, remedy, reason), speaker)


def _answered(order: Order, remedy: Remedy, reason: str) -> Speak:
    return lambda turn: effects.answered(turn, order, remedy, reason)


def words_of(speak: Speak, speaker: Speaker, conversation: str = "") -> list[str]:
    """What the bot would say, as texts."""
    turn = Turn(conversation, speaker.language, Message(), Case())
    speak(turn)
    return [_text(reply.response, speaker, reply.values) for reply in turn.replies]


def _waits(shop: Shop, conversation: str) -> bool:
    """Whether another request made in this conversation waits for people."""
    return any(
        request.conversation == conversation and request.effect.waits_for is WaitsFor.STAFF
        for request in open_requests(shop)
    )


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
