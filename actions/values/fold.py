"""Width, case and the traditional characters values are written with. Lengths never change."""

from __future__ import annotations

from functools import lru_cache

TRADITIONAL = (
    "週點號後過這個兩塊錢禮縣區鄉鎮樓單電話機門間時內東廣雲貴陝遼寧龍蘇臺灣門裡請寄條雙館園"
    "場橋灘濱莊國復興業廈層聯繫嶺錦陽長關華張劉陳楊趙黃孫葉圓訂數鐘達億萬"
)
SIMPLIFIED = (
    "周点号后过这个两块钱礼县区乡镇楼单电话机门间时内东广云贵陕辽宁龙苏台湾门里请寄条双馆园"
    "场桥滩滨庄国复兴业厦层联系岭锦阳长关华张刘陈杨赵黄孙叶圆订数钟达亿万"
)

WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
FOLDS: dict[int, int | str] = {
    **WIDE,
    **dict(zip(map(ord, TRADITIONAL), SIMPLIFIED, strict=True)),
    0x3000: " ",
    **{ord(sign): "'" for sign in "’‘`"},
    **{ord(sign): "-" for sign in "–—−"},
}


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Plain half-width lower-case text of the same length: a position in it is one in `text`."""
    half = text.translate(FOLDS)
    lower = half.lower()
    if len(lower) == len(half):
        return lower
    return "".join(_lower(character) for character in half)


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character
