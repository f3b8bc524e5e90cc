"""Words of plain text in Chinese and English: jieba for Han, letters for the rest. No Rasa."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
IS_HAN = re.compile(f"[{HAN}]")
PIECE = re.compile(
    rf"(?P<han>[{HAN}]+)|(?P<word>[^\W\d_{HAN}]+(?:'[^\W\d_{HAN}]+)*)|(?P<digits>\d+)|(?P<sign>\S)"
)
# Words jieba has met less often are names and rarities. Without them it loads in a third of the
# time and memory, and shoppers' sentences are cut the same.
LEAST_COUNT = 10
LONGEST = 4


@lru_cache(maxsize=512)
def words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Word, start and end of each word, number and sign of plain text; blanks are none."""
    found: list[tuple[str, int, int]] = []
    for piece in PIECE.finditer(text):
        if piece.lastgroup != "han":
            found.append((piece.group(), piece.start(), piece.end()))
            continue
        at = piece.start()
        for word in segmenter().cut(piece.group(), HMM=False):
            found.append((word, at, at + len(word)))
            at += len(word)
    return tuple(found)


@cache
def segmenter() -> jieba.Tokenizer:
    """jieba with its common words, read at once: no chatter, no cache file in a shared folder."""
    import jieba

    segmenter = jieba.Tokenizer()
    segmenter.FREQ, segmenter.total = _common_words()
    segmenter.initialized = True
    return segmenter


def _common_words() -> tuple[dict[str, int], int]:
    counts: dict[str, int] = {}
    total = 0
    source = resources.files("jieba").joinpath("dict.txt")
    for line in source.read_text(encoding="utf-8").splitlines():
        word, said, _ = line.split(" ", 2)
        count = int(said)
        if count < LEAST_COUNT or len(word) > LONGEST:
            continue
        counts[word] = count
        total += count
        for end in range(1, len(word)):
            counts.setdefault(word[:end], 0)
    return counts, total
