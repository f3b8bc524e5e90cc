"""Which of several addresses words name: "寄到江北那个", "the one in Harbour Road". No Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.shop.order import Address
from actions.values.address import read_address
from actions.values.fold import fold

WORD = re.compile(r"[a-z][a-z'-]*[a-z]|\d{2,}")
HAN = re.compile(r"[\u3400-\u9fff]+")
# What every address has tells none from another.
COMMON_WORDS = (
    "road street avenue lane drive place square court the and for room flat floor unit building "
    "block tower apartment suite number gate district city county province one send ship "
    "address please china deliver not use"
)
COMMON = frozenset(re.findall(r"\w+", COMMON_WORDS))
# What a place is called after its use, where the address itself shows which one is so.
USES = (
    (
        re.compile(r"公司|单位|办公|上班|\b(?:office|work|company|firm)\b"),
        re.compile(
            r"公司|大厦|写字楼|商务|科技园|产业园|园区|办公|广场.*座|\b(?:office|suite|plaza|tower|company)\b"
        ),
    ),
    (
        re.compile(r"家里?|住|小区|\b(?:home|house|flat|apartment|residen\w+)\b"),
        re.compile(
            r"公寓|小区|花园|家园|新村|苑|弄|幢|栋|\b(?:flat|apartment|apt|residence|house|room)\b"
        ),
    ),
)
LEAD = re.compile(r"^(?:(?:还是|就|请|麻烦)?(?:改?[寄送发]|改)?[到往去]?)")
# What makes a street of its own, and not just a place of this kind: "家里" is no lane.
ROAD = re.compile(r"\d|[路街巷]|大道")
TURNED_DOWN = re.compile(
    r"(?:不(?:是|要|寄|送|去)|别(?:寄|送|往|用|去)?|而非)[^,，。;；!！\s]*"
    r"|\b(?:not|don't|instead of|rather than)\b[^,.;!]*"
)
THE_OTHER = re.compile(r"另(?:外)?(?:的|那)?一?个|换一个|\bthe other\b|\bother one\b")


def named_address(text: str, addresses: Sequence[Address], chosen: int | None = None) -> int | None:
    """The position of the one address that the words name; None where they name none, or several.

    `chosen` is the one that was chosen before, which "the other one" leaves. A place that is none
    of them is an address of its own.
    """
    said = fold(text)
    if not _is_of_one(text, addresses):
        return None
    if len(addresses) == 2 and chosen is not None and THE_OTHER.search(said):
        return 1 - chosen
    # "不是14号是41号" puts a number right; it turns no address down.
    turned_down = re.sub(r"\d+", "", " ".join(TURNED_DOWN.findall(said)))
    unwanted = _named(turned_down, addresses)
    wanted = _named(TURNED_DOWN.sub(" ", said), addresses)
    left = (wanted or set(range(len(addresses)))) - unwanted
    return left.pop() if (wanted or unwanted) and len(left) == 1 else None


def _is_of_one(text: str, addresses: Sequence[Address]) -> bool:
    """Whether the street that the text gives, if any, is one of these."""
    street = LEAD.sub("", fold(read_address(text).street))
    if not ROAD.search(street):
        return True
    words = set(WORD.findall(street)) - COMMON
    known = [fold(address.street) for address in addresses]
    return any(street in each or (words and words <= set(WORD.findall(each))) for each in known)


def _named(said: str, addresses: Sequence[Address]) -> set[int]:
    """Those that the words fit best: by the words only they have, else by what they are used as."""
    tokens = [_tokens(_place(address)) for address in addresses]
    own = [each - set().union(*tokens[:at], *tokens[at + 1 :]) for at, each in enumerate(tokens)]
    in_text = _tokens(said)
    found = {at for at, each in enumerate(own) if each & in_text}
    return found or _by_use(said, [fold(_place(address)) for address in addresses])


def _by_use(said: str, places: Sequence[str]) -> set[int]:
    for called, shows in USES:
        if called.search(said):
            return {at for at, place in enumerate(places) if shows.search(place)}
    return set()


def _place(address: Address) -> str:
    return " ".join((address.city, address.district, address.street))


def _tokens(text: str) -> set[str]:
    """Words and numbers, and every two Han characters that stand beside each other."""
    folded = fold(text)
    words = {word for word in WORD.findall(folded) if len(word) > 2 or word.isdecimal()}
    return (words - COMMON) | set(_pairs(HAN.findall(folded)))


def _pairs(runs: Iterable[str]) -> Iterable[str]:
    return (run[at : at + 2] for run in runs for at in range(len(run) - 1))
