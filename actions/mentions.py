"""Goods and orders as shoppers refer to them: "the shoes", "my last order", 那双鞋."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.shop.order import Line, Name, Order

NEWEST = re.compile(
    r"\b(last|latest|newest|most recent|recent)\b[\w\s]{0,12}\b(order|purchase|one)\b"
    r"|(最近|最新|刚刚?)(下|买|订|的)*(那|这)?一?[个笔份]?(订单|单)|上一?[个笔份]?(订单|单)",
    re.IGNORECASE,
)
WORD = re.compile(r"[a-z]{3,}", re.IGNORECASE)
HAN = re.compile(r"[\u4e00-\u9fff]+")
COMMON = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "men",
        "women",
        "kids",
        "size",
        "black",
        "white",
        "blue",
        "red",
        "green",
        "pro",
        "set",
        "new",
    ]
)


def newest_meant(text: str) -> bool:
    """Whether the text speaks of the newest order."""
    return bool(NEWEST.search(text))


def mentioned_orders(text: str, orders: Sequence[Order]) -> tuple[Order, ...]:
    """The orders with goods that the text names, best matches only; empty when it names none."""
    scores = [max((_score(text, line.name) for line in order.lines), default=0) for order in orders]
    best = max(scores, default=0)
    if not best:
        return ()
    return tuple(order for order, score in zip(orders, scores, strict=True) if score == best)


def mentioned_lines(text: str, lines: Sequence[Line]) -> tuple[int, ...]:
    """Positions of the lines that the text names, best matches only."""
    return mentioned_names(text, [line.name for line in lines])


def mentioned_names(text: str, names: Sequence[Name]) -> tuple[int, ...]:
    """Positions of the names that the text holds most of; empty when it holds none."""
    scores = [_score(text, name) for name in names]
    best = max(scores, default=0)
    return tuple(at for at, score in enumerate(scores) if best and score == best)


def _score(text: str, name: Name) -> int:
    """How much of a name is in the text: shared English words, or the longest Chinese run."""
    said = {_singular(w) for w in WORD.findall(text.lower())} - COMMON
    words = {_singular(w) for w in WORD.findall(name.en.lower())} - COMMON
    return max(2 * len(said & words), _shared_run(text, name.zh))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _shared_run(text: str, name: str) -> int:
    """Length of the longest run of the name in the text; its last letter alone counts 1."""
    best = 0
    for run in HAN.findall(name):
        for start in range(len(run)):
            for end in range(len(run), start + 1, -1):
                if end - start > best and run[start:end] in text:
                    best = end - start
        if not best and run[-1] in text and run[-1] in "鞋衣裤帽包拍球垫袜镜表车带杯灯帐":
            best = 1
    return best
