"""Which size, colour or the like a sentence asks for, among those a product comes in or beyond."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from actions.values.fold import fold
from actions.values.kinds import (
    COLOUR_KEY,
    COLOUR_WORD,
    SIZE_KEY,
    same_colour,
    size_rank,
    size_words,
)
from actions.values.wanted import Role, role_of

Options = Mapping[str, str]

# These stand in any sentence, and name no option by themselves.
SAYING_NOTHING = frozenset({"no", "yes", "none", "not resistant", "standard"})
PIECE = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[^\sa-z\d/\-]+")
# A measure is written in either language, whatever the product's own is.
MEASURES = {
    "kg": "kg|公斤|千克",
    "g": "g|克",
    "ml": "ml|毫升",
    "l": "l|lit(?:er|re)s?|升",
    "mm": "mm|毫米",
    "cm": "cm|厘米",
    "inch": "inch(?:es)?|英寸|寸",
}
COUNTED = r"件双只条副台套瓶箱份根顶筒盒个张对"
SMALL = 20
UP = re.compile(
    r"大一?(?:[码号]|点)|大半码|\b(?:one|a|next|half a?) size (?:up|bigger|larger)|\bsize up"
    r"|\bnext size\b(?! down)|\b(?:bigger|larger) (?:one|size|pair)|\bsize (?:bigger|larger)"
)
DOWN = re.compile(
    r"小一?(?:[码号]|点)|小半码|\b(?:one|a|next|half a?) size (?:down|smaller)|\bsize down"
    r"|\bsmaller (?:one|size|pair)|\bsize smaller"
)
OTHER_SIZE = re.compile(
    r"\bsize ?(?P<word>\d{1,3}(?:\.5)?|x{0,3}[sl]|m)\b"
    r"|(?<![a-z\d.])(?P<marked>\d{1,3}(?:\.5)?|x{0,3}[sl]|m) ?[码碼](?!数)"
    r"|(?<![a-z\d'])(?P<letters>x{1,3}[sl]|[2-5]xl)(?![a-z\d])"
    r"|(?<![a-z\d.#¥$-])(?P<bare>\d{2}(?:\.5)?)(?![\d.,:%元块折天月日年人" + COUNTED + r"])"
    r"(?! ?(?:pairs?|pieces?|pcs|items?|units?|of|days?|more|%|yuan|cm|kg|ml))"
)


@dataclass(frozen=True)
class Said:
    """An option named at a place of the text. `known`: it is one the product comes in."""

    key: str
    value: str
    start: int
    end: int
    role: Role
    known: bool = True


def read_options(text: str, offered: Sequence[Options], now: Options) -> dict[str, str]:
    """What is asked for, by option: a value that is offered, or as it was said where none is.

    `now` is what was ordered: naming it asks for nothing, unless it is said to be wanted.
    """
    said = find_options(text, offered)
    wanted: dict[str, str] = {}
    for key in dict.fromkeys(each.key for each in said if each.known):
        value = _wanted([each for each in said if each.known and each.key == key], now.get(key))
        if value is not None:
            wanted[key] = value
    stepped = _stepped(fold(text), offered, now)
    for key, value in stepped.items():
        wanted.setdefault(key, value)
    beyond = [each for each in said if not each.known and each.role is not Role.HAD]
    for each in beyond:
        if each.role is Role.WANTED or not wanted:
            wanted.setdefault(each.key, each.value)
    return wanted


def find_options(text: str, offered: Sequence[Options]) -> tuple[Said, ...]:
    """Every option named in `text`, none overlapping another."""
    folded = fold(text)
    known = sorted(_known(folded, offered), key=lambda each: each.start - each.end)
    found: list[Said] = []
    for each in (*known, *_beyond(folded, offered)):
        if all(each.end <= other.start or other.end <= each.start for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def _wanted(said: list[Said], now: str | None) -> str | None:
    """The value of one option that is wanted: the last one said, what was ordered coming last."""
    standing = [each for each in said if each.role is not Role.HAD]
    asked = [each for each in standing if each.role is Role.WANTED] or standing
    other = [each.value for each in asked if each.value != now]
    if other:
        return other[-1]
    return now if any(each.role is Role.WANTED for each in asked) else None


def _known(folded: str, offered: Sequence[Options]) -> Iterator[Said]:
    values = dict.fromkeys((k, v) for options in offered for k, v in options.items())
    exact: set[str] = set()
    for key, value in values:
        for form in _forms(key, value):
            for match in form.finditer(folded):
                exact.add(key)
                yield _said(folded, key, value, match.span())
    for match in COLOUR_WORD.finditer(folded):
        like = [(k, v) for k, v in values if _is_colour(k) and same_colour(v, match.group())]
        if len(like) == 1:
            yield _said(folded, *like[0], match.span())


def _beyond(folded: str, offered: Sequence[Options]) -> Iterator[Said]:
    """Colours and sizes that the product does not come in."""
    keys = dict.fromkeys(key for options in offered for key in options)
    sizes = {v for options in offered for k, v in options.items() if SIZE_KEY.search(k)}
    for match in COLOUR_WORD.finditer(folded):
        key = next(filter(_is_colour, keys), "colour")
        yield _said(folded, key, match.group(), match.span(), known=False)
    large = any((size_rank(size) or 0) >= SMALL for size in sizes)
    for match in OTHER_SIZE.finditer(folded):
        said = match[match.lastgroup or 0]
        if match["bare"] and not (large and role_of(folded, *match.span()) is Role.WANTED):
            continue
        key = next((key for key in keys if SIZE_KEY.search(key)), "size")
        yield _said(folded, key, said, match.span(), known=False)


def _said(folded: str, key: str, value: str, span: tuple[int, int], known: bool = True) -> Said:
    return Said(key, value, *span, role_of(folded, *span), known)


def _forms(key: str, value: str) -> Iterator[re.Pattern[str]]:
    """How a value is written: each of its languages, and what else such a size is called."""
    for part in value.split("/"):
        form = fold(part.strip())
        if not form or form in SAYING_NOTHING:
            continue
        is_size = bool(SIZE_KEY.search(key))
        for word in size_words(form) if is_size else (form,):
            yield _written(word, is_size=is_size)


def _written(word: str, *, is_size: bool) -> re.Pattern[str]:
    """The word by itself, with or without blanks and hyphens between its pieces."""
    pattern = r"[\s-]*".join(_piece(piece) for piece in PIECE.findall(word))
    if word.isdecimal() and int(word) < SMALL:
        # A small bare number counts things, unless it is called a size.
        return re.compile(rf"\bsize ?{pattern}(?![a-z\d.])|(?<![a-z\d.]){pattern} ?[码碼号]")
    before = r"(?<![a-z\d.#'¥$-])" if word[0].isascii() else ""
    after = r"(?![a-z\d'%]|\.\d)" if word[-1].isascii() else ""
    counted = rf"(?! ?[{COUNTED}])" if word.isdecimal() else ""
    sized = r"(?:size ?)?" if is_size and word[0].isascii() else ""
    return re.compile(rf"{before}{sized}{pattern}{after}{counted}")


def _stepped(folded: str, offered: Sequence[Options], now: Options) -> dict[str, str]:
    """The next size up or down from what was ordered."""
    step = 1 if UP.search(folded) else -1 if DOWN.search(folded) else 0
    if not step:
        return {}
    for key in (key for key in now if SIZE_KEY.search(key)):
        ranks = {size_rank(o[key]): o[key] for o in offered if key in o}
        here = size_rank(now[key])
        beside = sorted(
            (r for r in ranks if r is not None and here is not None and (r - here) * step > 0),
            key=lambda r: r * step,
        )
        return {key: ranks[beside[0]]} if beside else {}
    return {}


def _is_colour(key: str) -> bool:
    return bool(COLOUR_KEY.search(key))


def _piece(piece: str) -> str:
    measure = next((m for m in MEASURES.values() if re.fullmatch(m, piece)), None)
    return f"(?:{measure})" if measure else re.escape(piece)
