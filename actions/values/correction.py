"""One part of an address put right in words: "收件人应该是李红", "the house number is 92"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from actions.values.address_zh import SURNAME
from actions.values.place_part import read_place_part
from actions.values.unit_part import read_unit_part

# "My mum Liu Guifang": who she is to the shopper stands on no parcel.
KIN = (
    r"我(?:家|的)?(?:妈妈?|爸爸?|母亲|父亲|老婆|老公|妻子|丈夫|爱人|媳妇|对象|男朋友|女朋友|儿子|女儿"
    r"|哥哥?|姐姐?|弟弟?|妹妹?|奶奶|爷爷|外婆|外公|姥姥|姥爷|婆婆|公公|岳母|岳父|同事|朋友|室友|邻居)"
    r"[\s,，:：]*(?:名字)?[是叫]?[\s:：]*"
)
KIN_EN = (
    r"my (?:mom|mum|mother|dad|father|wife|husband|partner|son|daughter|brother|sister|aunt|uncle"
    r"|grandma|grandmother|grandpa|grandfather|friend|colleague|roommate|flatmate|neighbou?r|boyfriend"
    r"|girlfriend)(?:'s name is|,? (?:called|named))?[, ]+"
)
RECIPIENT = re.compile(
    r"(?:收件人|收货人|名字|姓名)[^，,。]{0,6}?(?:[，,])?(?:应该是|应为|改成|改为|换成|是|叫)"
    rf"(?:{KIN}(?P<kin>(?!谢谢){SURNAME}[\u4e00-\u9fff]{{1,2}}|[小老阿]{SURNAME})(?:收|$|[^\u4e00-\u9fff])"
    r"|(?P<zh>(?!我)[\u4e00-\u9fff·]{2,6}))"
    r"|\b(?:recipient|name)(?:(?:'s| is| should be| must be| to)+ |: ?)"
    rf"(?:{KIN_EN}|(?!my\b))(?P<en>[A-Za-z][\w .'-]{{1,40}})",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"(?:门牌号?|号码是?|楼号)[^\d路街道巷弄区县]{0,8}(?P<zh>\d{1,5})"
    # With a building or room behind it, it is read as a piece of an address.
    r"(?![\d栋幢座楼层室-]|单元|号楼|号[^\s,，。;；]*\d)"
    r"|\b(?:house|building|street) number(?: is| should be| to|:)+ (?P<en>\d{1,5}[a-z]?)\b"
    r"|(?:^|\b(?:no|wait|sorry|oops|actually|it's|is|be) )(?:number|no\.?) "
    r"(?P<alone>\d{1,5}[a-z]?)$",
    re.IGNORECASE,
)
# "Not 14 but 41", "41, not 14", 不是14号是41号.
SWAPPED = re.compile(
    r"\bnot (?P<was>\d{1,5}[a-z]?),? (?:but|it's|its) (?P<now>\d{1,5}[a-z]?)\b"
    r"|\b(?P<now2>\d{1,5}[a-z]?),? not (?P<was2>\d{1,5}[a-z]?)\b"
    r"|不是(?P<was3>\d{1,5})号?[，, ]*(?:应该|而)?是(?P<now3>\d{1,5})",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d{1,5}(?=\s*号)|^\d{1,5}[a-z]?\b", re.IGNORECASE)


def read_correction(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """The parts of the known address that `text` puts right, by the names they have in it.

    A new house number is put into the known street.
    """
    parts, street = read_place_part(text, known), known.get("street", "")
    if match := RECIPIENT.search(text):
        parts["recipient"] = (match["kin"] or match["zh"] or match["en"]).strip(" .")
    if whole := read_unit_part(text, street):
        parts["street"] = whole
    elif (match := HOUSE.search(text.strip(" .!"))) and NUMBER.search(street):
        number = match["zh"] or match["en"] or match["alone"]
        parts["street"] = NUMBER.sub(number, street, count=1)
    elif swapped := _swapped(text, street):
        parts["street"] = swapped
    return parts


def _swapped(text: str, street: str) -> str:
    """The street with one number in place of another that stands in it; empty where none does."""
    match = SWAPPED.search(text)
    if match is None:
        return ""
    was = match["was"] or match["was2"] or match["was3"]
    now = match["now"] or match["now2"] or match["now3"]
    said = rf"(?<![a-z\d]){re.escape(was)}(?![a-z\d])"
    changed = re.sub(said, now, street, count=1, flags=re.IGNORECASE)
    return "" if changed == street else changed
