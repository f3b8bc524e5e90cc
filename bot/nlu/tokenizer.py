"""Rasa component: tokens of mixed text, with spans in the original. How: `words.py`."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.clean import clean
from bot.nlu.words import words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class BilingualTokenizer(Tokenizer):
    """Tokens are the plain words; no blank is one."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # Rasa's own tokenizer reads these three; intents are never split here.
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
        }

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        plain = clean(message.get(attribute) or "")
        tokens = []
        for word, start, end in words(plain.text):
            first, last = plain.span(start, end)
            tokens.append(Token(word, first, last))
        return tokens
