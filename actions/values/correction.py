"""One part of an address put right in words: "收件人应该是李红", "the house number is 92"."""

from __future__ import annotations

import re

RECIPIENT = re.compile(
    r"(?:收件人|收货人|名字|姓名)[^，,。]{0,6}?(?:[，,])?(?:应该是|应为|改成|改为|换成|是|叫)"
    r"(?P<zh>(?!我)[\u4e00-\u9fff·]{2,6})"
    r"|\b(?:recipient|name)(?:(?:'s| is| should be| must be| to)+ |: ?)"
    r"(?P<en>[A-Za-z][\w .'-]{1,40})",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"(?:门牌号?|号码是?|楼号)[^\d]{0,8}(?P<zh>\d{1,5})"
    r"|\b(?:house|building|street) number(?: is| should be| to|:)+ (?P<en>\d{1,5}[a-z]?)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d{1,5}(?=\s*号)|^\d{1,5}[a-z]?\b", re.IGNORECASE)


def read_correction(text: str, street: str) -> dict[str, str]:
    """The parts that `text` names one by one; a new house number is put into `street`."""
    parts: dict[str, str] = {}
    if match := RECIPIENT.search(text):
        parts["recipient"] = (match["zh"] or match["en"]).strip(" .")
    if (match := HOUSE.search(text)) and NUMBER.search(street):
        parts["street"] = NUMBER.sub(match["zh"] or match["en"], street, count=1)
    return parts
