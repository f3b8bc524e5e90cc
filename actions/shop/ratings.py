"""How shoppers rate the help they got: one rating a conversation, the last word counts."""

from __future__ import annotations

import re

from sqlalchemy import delete, insert

from actions.shop import tables
from actions.shop.shop import Shop

LONGEST = 1000
SCORES = range(1, 6)
BAD_SCORE = 2
SAID = re.compile(
    r"(?<![\d.])([1-5])(?:\s*(?:分|星|颗星|/\s*5|stars?|out of 5|points?)|\s*$|(?=[\s,，。!！]))"
)
# Bad, without a number: "差评", "a bad review"; not so "不会给差评", nor what is good by now.
BAD = re.compile(
    r"差评|零分|[零一0]颗?星"
    r"|\b(?:bad|negative|terrible|awful|poor|worst) (?:review|rating|feedback)"
    r"|\b(?:one|zero|no)[ -]stars?\b",
    re.IGNORECASE,
)
NOT_BAD = re.compile(
    r"(?:没|不|别|本来)[^，,。！!]{0,6}差评|好评"
    r"|\b(?:not|no|never|won't|wouldn't|don't|instead of)\b[^,.!]{0,20}"
    r"\b(?:review|rating|feedback)",
    re.IGNORECASE,
)


def record_rating(shop: Shop, conversation: str, score: int | None, comment: str) -> None:
    """Keep the rating. `score` is 1 to 5, None where only words were given."""
    if score is not None and score not in SCORES:
        raise ValueError(f"a score is 1 to 5, not {score}")
    shop.session.execute(
        delete(tables.ratings).where(tables.ratings.c.conversation == conversation)
    )
    shop.session.execute(
        insert(tables.ratings).values(
            conversation=conversation, score=score, comment=comment[:LONGEST], at=shop.now
        )
    )


def read_score(text: str) -> int | None:
    """The score that words give, such as "5 stars" or 给 4 分; None if they give none."""
    found = SAID.search(text)
    return int(found.group(1)) if found else None


def is_bad(score: int | None, text: str) -> bool:
    """Whether a rating says that the help was not good: by its score, else by its words."""
    if score is not None:
        return score <= BAD_SCORE
    return bool(BAD.search(text)) and not NOT_BAD.search(text)
