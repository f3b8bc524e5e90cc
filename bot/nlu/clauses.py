"""Where a message may fall into two: sentence ends, commas, words that add. No intents, no Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlu.clean import Clean
from bot.nlu.grams import LONGEST_MESSAGE
from bot.nlu.words import IS_HAN

STOP = r"(?:[!?;。…\n]|\.(?![a-z0-9]))"
COMMA = r"[,:](?!\d)"
# Between words no sign is needed where such a word begins something new.
BEFORE = (
    r"(?:and|but|plus|oh|while|by the way|btw|also (?:i|i'm|i've|my|the|we|you|your|there|can"
    r"|could|how|what|when|where|why|please|another))(?!\w)|2[.)、](?=\D)"
)
BEFORE_HAN = r"还有[我你那上另前昨个一]|另外[我你那上有]|对了"
BOUNDARY = re.compile(
    rf"\s*(?:{STOP}|{COMMA})(?:\s|{STOP}|{COMMA})*|\s(?={BEFORE})|(?<=\S)(?={BEFORE_HAN})"
)
# "by the way", "另外": what follows is something else.
MARK = re.compile(
    r"(?:(?:and|oh|but|so|ok|okay|well|hm+|um+|then)[ ,]+)*"
    r"(?:(?:also|by the way|btw|besides|plus|on top of (?:that|this|it|all that)|in addition"
    r"|additionally|another (?:thing|question|problem|issue)"
    r"|(?:one|1) (?:more|other|last) (?:thing|question|problem|issue)|separately|furthermore"
    r"|moreover|(?:apart|aside) from that|while (?:i'm|we're|you're) (?:here|at it)"
    r"|secondly|second[:,]|next[:,])\b|oh and\b|2[.)])[ ,:]*"
    r"|(?:啊|哦|嗯|然后|那|而且|并且)*"
    r"(?:还有(?!货|没|吗|么|多|几|别|其他|什么|效|机会|希望|现货|库存)(?:啊|呀|就是|个事|一个问题|个问题)?"
    r"|另外|此外|对了|顺便|顺带|再有|再就是|再一个|另有|除此之外|还想问|再问|再帮"
    r"|第二(?!天|次)|其次|二是|二来|同时|2[、.)])[ ,:、]*"
)
# "I was also charged": the same, in the middle of what it says.
ALSO = re.compile(r"(?:and |but )?(?:i|i'm|i've|we|you|you've)(?: \w+)? also\b")
# "Two things: ..."
LEAD_IN = re.compile(
    r"[^.:;!?。\n]{0,24}?(?:(?:two|2|three|3|a couple of|a few|several) (?:\w+ )?"
    r"(?:things|problems|questions|issues|points|matters)[^.,:;!?]{0,24}"
    r"|[两二2三3几]个?(?:问题|事情?|件事)[^。,:;!?]{0,8})[.,:;!?。\s-]+"
)
FIRST = re.compile(r"(?:1[.)、]|①|一是|第一|首先|firstly|first)[,:、 ]*")
# "my other order", "上一单": what follows is about another order than what is before.
ELSEWHERE = re.compile(
    r"\b(?:my|the|an|that|your) other(?: (?:one|order|parcel|package|purchase|delivery))?\b"
    r"|\banother (?:order|parcel|package)\b"
    r"|\b(?:last|previous|earlier|next|new|newer|older|second)"
    r" (?:order|one|parcel|package|purchase)\b"
    r"|另外?一?[单笔件](?!事)|另外?一?个(?:订单|单|包裹|快递)|另外那|[上下]一?[单笔]|上[一次个]+订?单"
    r"|[前昨]天.{0,3}[单笔]|别的订?单|\bseparately\b|\bunrelated\b"
)
# The same in a word that means it only where something else was announced.
POINTING = re.compile(
    r"\bthat\b|\blast (?:week|month|time)\b|\bi (?:sent back|returned|bought|ordered)\b"
    r"|那[双个件单款条套笔只台]|新下的|上(?:个月|周|次|回)|之前"
)
MOST_CUTS = 4
FEWEST_HAN, FEWEST_WORDS = 3, 2
FAR_ENOUGH = 80

Segment = tuple[int, int]


@dataclass(frozen=True)
class Cut:
    """A place where one thing may end, at `end`, and another begin, at `start`, in plain text.

    `marked`: words there say so. `elsewhere`: what follows is about another order.
    """

    end: int
    start: int
    marked: bool
    elsewhere: bool


@dataclass(frozen=True)
class Clauses:
    """A message with its cuts in order. Boundary 0 is its begin, then the cuts, then its end."""

    text: str
    begin: int
    cuts: tuple[Cut, ...]

    @property
    def whole(self) -> Segment:
        return (0, len(self.cuts) + 1)

    def span(self, segment: Segment) -> tuple[int, int]:
        """Where the text between two boundaries begins and ends."""
        first, last = segment
        start = self.cuts[first - 1].start if first else self.begin
        end = self.cuts[last - 1].end if last <= len(self.cuts) else len(self.text)
        return start, end

    def segments(self) -> Iterator[Segment]:
        """What is before and what is after each cut, and what is between those that are marked."""
        last = len(self.cuts) + 1
        marked = [place for place, cut in enumerate(self.cuts, start=1) if cut.marked]
        for place in range(1, last):
            yield (0, place)
            yield (place, last)
        for at, first in enumerate(marked):
            yield from ((first, second) for second in marked[at + 1 :])


def find_clauses(plain: Clean) -> Clauses:
    """The message with the likeliest of its cuts, at most four."""
    text = "".join(
        "\n" if sign == " " and plain.original[at] == "\n" else sign
        for sign, at in zip(plain.text, plain.origin, strict=True)
    )
    lead = LEAD_IN.match(text)
    begin = lead.end() if lead else 0
    first = FIRST.match(text, begin)
    begin = first.end() if first else begin
    cuts = list(_cuts(text, begin, announced=lead is not None))
    likeliest = sorted(cuts, key=lambda cut: (not cut.marked, not cut.elsewhere))[:MOST_CUTS]
    return Clauses(text, begin, tuple(sorted(likeliest, key=lambda cut: cut.start)))


def adds(text: str) -> bool:
    """Whether plain `text` begins with words that say it is something else."""
    return MARK.match(text) is not None


def _cuts(text: str, begin: int, *, announced: bool) -> Iterator[Cut]:
    at = begin
    for match in BOUNDARY.finditer(text, begin, LONGEST_MESSAGE):
        mark = MARK.match(text, match.end())
        start = mark.end() if mark else match.end()
        after = text[start : start + FAR_ENOUGH]
        if not _says_something(text[at : match.start()]) or not _says_enough(after):
            continue
        marked = announced or mark is not None or ALSO.match(after) is not None
        words = text[match.end() : match.end() + LONGEST_MESSAGE]
        elsewhere = bool(ELSEWHERE.search(words) or (marked and POINTING.search(words)))
        yield Cut(match.start(), start, marked, elsewhere)
        at = start


def _says_something(text: str) -> bool:
    return len(IS_HAN.findall(text)) >= 2 or bool(text.strip(" ,.:;!?-"))


def _says_enough(text: str) -> bool:
    return len(IS_HAN.findall(text)) >= FEWEST_HAN or len(text.split()) >= FEWEST_WORDS
