"""Colours and sizes as people call them in both languages. Facts only; no product is known here."""

from __future__ import annotations

import re

# The words of one colour; the longer ones first where one holds another.
COLOURS: tuple[tuple[str, ...], ...] = (
    ("黑", "black"),
    ("白", "white"),
    ("红", "red"),
    ("橙", "橘", "orange"),
    ("黄", "yellow"),
    ("绿", "green"),
    ("青", "cyan", "teal"),
    ("藏青", "navy"),
    ("蓝", "blue"),
    ("紫", "purple", "lilac", "violet"),
    ("粉", "pink"),
    ("灰", "grey", "gray", "smoke", "graphite"),
    ("棕", "褐", "咖啡", "brown"),
    ("米", "beige", "sand", "沙"),
    ("银", "silver"),
    ("金", "gold", "golden"),
    ("橄榄", "olive"),
)
# Letters for sizes, small to large, with the words for them.
SIZES: tuple[tuple[str, ...], ...] = (
    ("xxs",),
    ("xs", "extra small", "x-small", "加小"),
    ("s", "small", "小码", "小号"),
    ("m", "medium", "中码", "中号"),
    ("l", "large", "大码", "大号"),
    ("xl", "extra large", "x-large", "加大码", "加大号", "加大"),
    ("xxl", "2xl", "double xl", "特大码", "特大号"),
    ("xxxl", "3xl"),
)
HAN_COLOUR = "".join(word for words in COLOURS for word in words if len(word) == 1)
COLOUR_WORD = re.compile(
    rf"(?P<han>[深浅暗亮湖天藏墨玫酒]?(?:藏青|咖啡|橄榄|[{HAN_COLOUR}])"
    r"(?=色|的|款|$|[，,。？?！! ]))"
    rf"|\b(?P<latin>{'|'.join(w for words in COLOURS for w in words if w.isascii())})\b"
)
COLOUR_KEY = re.compile(r"colou?r|颜色|顏色", re.IGNORECASE)
SIZE_KEY = re.compile(r"^(?:.*\b)?size\b|尺码|尺寸|码数", re.IGNORECASE)


def same_colour(one: str, other: str) -> bool:
    """Whether two colours are called by one basic colour: 湖蓝 and "blue" are."""
    return bool(_basic(one) & _basic(other))


def size_rank(value: str) -> float | None:
    """Where a size stands among those of its kind: letters by letter, numbers by number."""
    plain = value.strip().casefold()
    for rank, words in enumerate(SIZES):
        if plain in words:
            return float(rank)
    return float(plain) if re.fullmatch(r"\d{1,3}(?:\.\d)?", plain) else None


def size_words(value: str) -> tuple[str, ...]:
    """What else this size is called."""
    plain = value.strip().casefold()
    return next((words for words in SIZES if plain in words), (plain,))


def _basic(colour: str) -> frozenset[int]:
    plain = colour.casefold()
    named = {
        (place, word) for place, words in enumerate(COLOURS) for word in words if word in plain
    }
    # 藏青 is navy and no 青; the longer word stands for what it holds.
    return frozenset(
        place
        for place, word in named
        if not any(word != longer and word in longer for _, longer in named)
    )
