"""Words of plain text: Han cut by jieba's dictionary, letters and digits as they stand. No Rasa."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

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
        for word in lexicon().cut(piece.group()):
            found.append((word, at, at + len(word)))
            at += len(word)
    return tuple(found)


@dataclass(frozen=True)
class Lexicon:
    """How likely each word is, as a logarithm; `unknown` is how likely any other sign is."""

    likely: dict[str, float]
    unknown: float

    def cut(self, run: str) -> Iterator[str]:
        """The likeliest words that a run of Han makes up."""
        length = len(run)
        ahead: list[tuple[float, int]] = [(0.0, length)] * (length + 1)
        for start in range(length - 1, -1, -1):
            ends = range(start + 1, min(start + LONGEST, length) + 1)
            ahead[start] = max((self._of(run[start:end]) + ahead[end][0], end) for end in ends)
        at = 0
        while at < length:
            end = ahead[at][1]
            yield run[at:end]
            at = end

    def _of(self, word: str) -> float:
        default = self.unknown if len(word) == 1 else -math.inf
        return self.likely.get(word, default)


@cache
def lexicon() -> Lexicon:
    """The common words of jieba's dictionary. jieba itself is not loaded: it would talk, leave a
    file in a shared folder and take three times as long."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    counts: dict[str, int] = {}
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, said, _ = line.split(" ", 2)
        if len(word) <= LONGEST and int(said) >= LEAST_COUNT:
            counts[word] = int(said)
    total = math.log(sum(counts.values()))
    return Lexicon({word: math.log(n) - total for word, n in counts.items()}, -total)
