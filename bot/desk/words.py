"""What staff read about remedies, in the language of their console."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml

from actions.sentences.effects import of_effect
from actions.sentences.refusals import refuse
from actions.shop.order import Order
from actions.shop.policy import Effect, Refusal, RemedyKind
from actions.speech import Speaker
from bot.answering import speaker_in, words_of
from bot.desk.effects import seen_address
from bot.desk.office import Office


def say(key: str, language: str, **values: object) -> str:
    return _texts()[key][language].format(**values).strip()


def effect_words(office: Office, order: Order, effect: Effect, language: str) -> str:
    """The whole effect in plain words; what is personal and was not given is masked."""
    speaker = _speaker(office, language)
    after = effect.address_after
    shown = effect if after is None else replace(effect, address_after=seen_address(effect))
    values = of_effect(order, shown)
    words = {name: speaker.words(value) for name, value in values.items()}
    unpaid = effect.kind is RemedyKind.CANCEL and not effect.amount
    said = [say("effect_cancel_unpaid" if unpaid else f"effect_{effect.kind}", language, **words)]
    if effect.cancels and effect.kind is not RemedyKind.CANCEL:
        said.append(say("and_cancels", language))
    if effect.approval:
        said.append(say("and_approval", language))
    return ("" if language == "zh" else " ").join(said)


def refusal_words(office: Office, order: Order, refusal: Refusal, language: str) -> str:
    """Why not, as the shopper would be told."""
    speaker = _speaker(office, language)
    said = words_of(lambda turn: refuse(turn, refusal, order), speaker)
    return " ".join(said) or say("more_needed", language)


def _speaker(office: Office, language: str) -> Speaker:
    return speaker_in(office.policy, office.store.clock, language)


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("words.yml")
    texts: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return texts
