"""Waiting: whether words ask how long it still takes, or how long it takes in general."""

from __future__ import annotations

import re

from actions.values.fold import fold

STILL = re.compile(
    r"还[要得需]|还有(?:多久|几天)|(?:要|得)?等(?:多久|几天|多长)|海关|清关"
    r"|(?:什么时候|啥时候|几时|多久|几天|哪天)(?:才)?(?:能|会|可以|才)*(?:发|到|寄出|送|收)"
    r"|\b(?:much|any) longer\b|\bcustoms\b|\bhow long (?:will|until|till|before|is)\b"
    r"|\bhow long (?:do|must|should) i (?:still )?(?:have to |need to )?wait\b"
    r"|\b(?:when|how long|how soon) (?:does|will|is|can|do) (?:it|this|that|mine|my|the|i)\b"
)
IN_GENERAL = re.compile(
    r"一般|通常|平时|正常|普通|你们|包邮|运费|邮费|[寄送发运](?:到|往|去)|国外|海外|新疆|西藏|偏远"
    r"|\b(?:usual\w*|normal\w*|typical\w*|general\w*|average|you|overseas|abroad|international\w*"
    r"|fees?|costs?|free|policy|orders|(?:ship|deliver|shipping|delivery|sent?) to)\b"
)


def waits_for_order(text: str) -> bool:
    """Whether a question how long it takes is about the order at hand."""
    said = fold(text)
    return bool(STILL.search(said)) and not IN_GENERAL.search(said)
