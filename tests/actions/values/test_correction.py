"""One part of an address put right, the others left as they are."""

from __future__ import annotations

import pytest

from actions.values.correction import read_correction


@pytest.mark.parametrize(
    ("text", "street", "parts"),
    [
        ("收件人写错了，应该是李红", "", {"recipient": "李红"}),
        ("收件人改成王小明", "", {"recipient": "王小明"}),
        ("the recipient should be Tom Lee", "", {"recipient": "Tom Lee"}),
        ("门牌号应该是92号", "文三路90号3幢", {"street": "文三路92号3幢"}),
        ("the house number is 92", "90 Wensan Road", {"street": "92 Wensan Road"}),
        ("门牌号应该是92号", "云梯街", {}),
        ("no wait number 41", "14 Admiralty Way", {"street": "41 Admiralty Way"}),
        ("not 14 but 41", "14 Admiralty Way", {"street": "41 Admiralty Way"}),
        ("41, not 14", "14 Admiralty Way", {"street": "41 Admiralty Way"}),
        ("不是18号，是81号", "湖墅南路18号2单元", {"street": "湖墅南路81号2单元"}),
        ("not 15 but 41", "14 Admiralty Way", {}),
        ("name: Nora Hill", "", {"recipient": "Nora Hill"}),
        ("收件人要改成我妈", "", {}),
        ("收货人改成我妈，谢谢", "", {}),
        ("再帮我把收货人改成我妈 刘桂芳", "", {"recipient": "刘桂芳"}),
        ("recipient should be my wife, Mary Hill", "", {"recipient": "Mary Hill"}),
        ("recipient is my mom", "", {}),
        ("少写了楼号 是6栋1302", "文三路90号", {}),
        ("地址错了", "文三路90号", {}),
        ("", "", {}),
    ],
)
def test_a_correction_names_its_part(text: str, street: str, parts: dict[str, str]) -> None:
    assert read_correction(text, {"street": street}) == parts
