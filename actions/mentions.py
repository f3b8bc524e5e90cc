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
# With the letter some goods begin with: T恤.
HAN = re.compile(r"[a-z]?[\u4e00-\u9fff]+")
# Words that end or begin like goods and are none.
NO_GOODS = re.compile("包裹|打包|包装|包邮|包括|面包|表示|表明|代表|拍照|拍摄|车站|顺带|带来|带走")
# "Paddle Board Set": the board counts.
BUNDLES = frozenset({"set", "kit", "pack", "pair", "bundle"})
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


def orders_with(text: str, orders: Sequence[Order]) -> tuple[Order, ...]:
    """The orders whose goods are called by what they are: shoes, 球拍; no other word counts."""
    said = {_singular(word) for word in WORD.findall(text)}
    return tuple(
        order
        for order in orders
        if any(_head(line.name) in said or _shared_run(text, line.name.zh) for line in order.lines)
    )


def mentioned_lines(text: str, lines: Sequence[Line]) -> tuple[int, ...]:
    """Positions of all lines that the text names: each by words that name no other one better."""
    names, found, rest = [line.name for line in lines], set[int](), text
    while new := set(mentioned_names(rest, names)) - found:
        found |= new
        for at in new:
            rest = _without(rest, names[at])
    return tuple(sorted(found))


def mentioned_names(text: str, names: Sequence[Name]) -> tuple[int, ...]:
    """Positions of the names that the text holds most of; empty when it holds none."""
    scores = [_score(text, name) for name in names]
    best = max(scores, default=0)
    return tuple(at for at, score in enumerate(scores) if best and score == best)


def _score(text: str, name: Name) -> int:
    """How much of a name is in the text: shared English words, or the longest Chinese run."""
    said = {_singular(word) for word in WORD.findall(text)} - COMMON
    return max(2 * len(said & _words(name)), len(_shared_run(text, name.zh)))


def _without(text: str, name: Name) -> str:
    words = _words(name)
    rest = WORD.sub(lambda word: " " if _singular(word[0]) in words else word[0], text)
    run = _shared_run(rest, name.zh)
    return rest.casefold().replace(run, " ") if run else rest


def _words(name: Name) -> set[str]:
    return {_singular(word) for word in WORD.findall(name.en)} - COMMON


def _head(name: Name) -> str:
    """What the thing is: the last word of its English name without brackets, "for two" and sets."""
    thing = re.sub(r"\(.*?\)| (?:for|with) .*", "", name.en)
    words = [_singular(word) for word in WORD.findall(thing)]
    return next((word for word in reversed(words) if word not in BUNDLES), "")


def _singular(word: str) -> str:
    word = word.lower()
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _shared_run(text: str, name: str) -> str:
    """The longest run of two letters or more that both hold; else the name's last one alone."""
    best, text = "", text.casefold()
    for run in HAN.findall(name.casefold()):
        for start in range(len(run)):
            for end in range(len(run), start + 1, -1):
                if end - start > len(best) and run[start:end] in text:
                    best = run[start:end]
        last = run[-1]
        if (
            not best
            and last in "鞋衣裤帽包拍球垫袜镜表车带杯灯帐"
            and last in NO_GOODS.sub("", text)
        ):
            best = last
    return best
