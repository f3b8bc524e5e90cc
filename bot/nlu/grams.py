"""The grams of a message that its intent is read from: characters, words, sounds. No weights."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.nlu.numbers import find_numbers
from bot.nlu.words import IS_HAN, words

BARE = "\u2116"  # stands where a message holds nothing but a number, a phone or an e-mail
LETTER = re.compile(r"[^\W\d_]")
LONGEST_MESSAGE = 600  # characters; what a shopper wants is said before that
CHARACTERS, WORDS, SOUNDS = 5, 2, 3


GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|dear (?:sir|team|support))"
    r"(?: there| all| team| guys)?\s*[,.!:;-]+\s*(?=(?:\S+\s+){2}\S)"
    r"|(?:你好|您好|哈[喽啰]|嗨|亲)[呀啊哦]*\s*[,，。!！~、\s]+(?=[^\s]{4})"
)


def after_greeting(text: str) -> str:
    """`text` without a greeting before what it is about; a greeting alone stays."""
    met = GREETING.match(text)
    return text[met.end() :] if met else text


@lru_cache(maxsize=512)
def masked(text: str) -> str:
    """Plain `text` without its numbers, phones and e-mails: they say nothing about the intent.

    Neither does a greeting before what the message is about.
    """
    text = after_greeting(text)
    kept, at = [], 0
    for number in find_numbers(text):
        kept.append(text[at : number.start])
        at = number.end
    rest = " ".join("".join([*kept, text[at:]] if at else [text]).split())
    return f"{rest} {BARE}".strip() if at and not LETTER.search(rest) else rest


def grams(text: str) -> list[str]:
    """Every gram of plain `text` that may say what it is about, as often as it stands there."""
    return grams_of(masked(text[:LONGEST_MESSAGE]))


def grams_of(text: str) -> list[str]:
    """Every gram of `text` as it stands.

    The first sign tells the kind: c characters, w words, p sounds of Han (pinyin).
    """
    if not text:
        return []
    framed = f" {text} "
    said = [word for word, _, _ in words(text)]
    chinese = [word for word in said if IS_HAN.match(word)]
    others = [word for word in said if LETTER.match(word) and not IS_HAN.match(word)]
    sounds = [sound for sound in map(_sound, text) if sound]
    return [
        *(
            "c" + framed[start : start + length]
            for length in range(1, CHARACTERS + 1)
            for start in range(len(framed) - length + 1)
        ),
        *_worded(chinese),
        *_worded(others),
        *_runs("p", sounds, SOUNDS),
    ]


def _worded(said: list[str]) -> list[str]:
    return _runs("w", ["<", *said, ">"], WORDS) if said else []


def _runs(kind: str, signs: list[str], longest: int) -> list[str]:
    return [
        kind + " ".join(signs[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(signs) - length + 1)
    ]


@lru_cache(maxsize=8192)
def _sound(character: str) -> str:
    """How a Han character is most often read, without tones and without the slips of the tongue
    that typing by sound brings (zh for z, ch for c, sh for s)."""
    from pypinyin.constants import PINYIN_DICT

    readings = PINYIN_DICT.get(ord(character), "")
    first = unicodedata.normalize("NFD", readings.split(",")[0])
    plain = "".join(sign for sign in first if not unicodedata.combining(sign))
    return re.sub("^([zcs])h", r"\1", plain)
