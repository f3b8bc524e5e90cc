"""A fixed sample of messages: the same number for each intent and language, drawn by a seed."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from bot.nlu.data_check import Example, read
from bot.nlu.words import IS_HAN

SEED = 20261120
PER_INTENT_AND_LANGUAGE = 24


def is_chinese(text: str) -> bool:
    return IS_HAN.search(text) is not None


def messages_of(root: Path) -> list[Example]:
    """Every training message below `root`/data, in a fixed order."""
    return [each for path in sorted((root / "data").rglob("nlu.yml")) for each in read(path)]


def drawn(examples: Sequence[Example], number: int = PER_INTENT_AND_LANGUAGE) -> list[Example]:
    """At most `number` of each intent and language, by intent, in an order of its own."""
    pools: dict[tuple[str, bool], list[Example]] = defaultdict(list)
    shuffled = sorted(examples, key=lambda each: (each.intent, each.text))
    random.Random(SEED).shuffle(shuffled)
    for each in shuffled:
        pool = pools[each.intent, is_chinese(each.text)]
        if len(pool) < number:
            pool.append(each)
    return [each for _, pool in sorted(pools.items()) for each in pool]


def kept_sample(examples: Sequence[Example], file: Path) -> list[Example]:
    """The sample that was drawn before, so long as it stands in `examples`; else a new one.

    What takes long to learn from it need not learn anew whenever a message is added.
    """
    told = {(each.intent, each.text): each for each in examples}
    if file.is_file():
        pairs = msgspec.json.decode(file.read_bytes(), type=list[tuple[str, str]])
        kept = [told[pair] for pair in pairs if pair in told]
        intents = {each.intent for each in examples}
        if len(kept) == len(pairs) and {each.intent for each in kept} == intents:
            return kept
    sample = drawn(examples)
    file.write_bytes(msgspec.json.encode([(each.intent, each.text) for each in sample]))
    return sample


def fingerprint_of(examples: Iterable[Example]) -> str:
    """The same for the same messages with the same intents, wherever they stand."""
    lines = sorted(f"{each.intent}\t{each.text}" for each in examples)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
