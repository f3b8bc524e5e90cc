"""Addresses in one line."""

from __future__ import annotations

import pytest

from actions.shop.order import Address
from actions.values.address import find_address, read_address

HANGZHOU = {"country": "CN", "province": "浙江省", "city": "杭州市", "district": "西湖区"}
SHANGHAI = {"country": "CN", "province": "上海市", "city": "上海市", "district": "徐汇区"}
CUT = [
    (
        "张三 13800138000 浙江省杭州市西湖区文三路123号5幢301",
        Address("张三", "13800138000", street="文三路123号5幢301", **HANGZHOU),
    ),
    (
        "浙江杭州西湖区文三路123号 李四收 139 0013 9000",
        Address("李四", "13900139000", street="文三路123号", **HANGZHOU),
    ),
    (
        "收件人：王小明，电话：13812345678，地址：上海市徐汇区漕溪北路88号2号楼1502室",
        Address("王小明", "13812345678", street="漕溪北路88号2号楼1502室", **SHANGHAI),
    ),
    (
        "地址改成杭州西湖区文三路9号，谢谢",
        Address(street="文三路9号", **HANGZHOU),
    ),
    (
        "送公司吧：张三，13800138000，浙江省杭州市西湖区文三路123号",
        Address("张三", "13800138000", street="文三路123号", **HANGZHOU),
    ),
    ("送公司吧，浙江省杭州市西湖区文三路123号", Address(street="文三路123号", **HANGZHOU)),
    (
        "廣東省深圳市南山區科技園路1號 陳大文 9123 4567",
        Address("陳大文", "91234567", "CN", "广东省", "深圳市", "南山區", "科技園路1號"),
    ),
    (
        "Jane Doe, 221B Baker Street, London, NW1 6XE, UK, +44 20 7946 0018",
        Address(
            "Jane Doe", "+442079460018", "GB", "", "London", "", "221B Baker Street", "NW1 6XE"
        ),
    ),
    (
        "my address is 1600 Pennsylvania Ave, Apt 4, Washington, DC 20500",
        Address("", "", "", "DC", "Washington", "", "1600 Pennsylvania Ave, Apt 4", "20500"),
    ),
    (
        "350 5th Ave New York NY 10118",
        Address(province="NY", city="New York", street="350 5th Ave", postcode="10118"),
    ),
    (
        "LK202611200001改送上海市徐汇区漕溪北路88号，人已经过去了",
        Address(street="漕溪北路88号", **SHANGHAI),
    ),
    ("ok. 12 Hill Street, Reading, UK", Address("", "", "GB", "", "Reading", "", "12 Hill Street")),
    (
        "Change LK202611200001 to 969 Wenyi West Road, Yuhang, Hangzhou, Zhejiang please",
        Address("", "", "", "Zhejiang", "Hangzhou", "Yuhang", "969 Wenyi West Road"),
    ),
    (
        "588 Jiangnan Avenue, Binjiang, Hangzhou, Zhejiang 310052 instead, thanks!",
        Address("", "", "", "Zhejiang", "Hangzhou", "Binjiang", "588 Jiangnan Avenue", "310052"),
    ),
    (
        "Room 702, Building 5, 90 Wensan Road",
        Address(street="Room 702, Building 5, 90 Wensan Road"),
    ),
]


@pytest.mark.parametrize(("text", "address"), CUT)
def test_an_address_is_cut_into_its_parts(text: str, address: Address) -> None:
    assert read_address(text) == address
    assert find_address(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "付款一直失败",
        "我第二个订单的号码不对，快递放到楼下了",
        "The order hasn't arrived in 3 days, way too slow",
        "LK202611200001",
        "13800138000",
    ],
)
def test_what_is_no_address_is_not_taken_for_one(text: str) -> None:
    assert find_address(text) is None


def test_the_span_leaves_out_what_stands_around_the_address() -> None:
    text = "帮我改到上海市徐汇区漕溪北路88号，谢谢"
    found = find_address(text)
    assert found is not None
    assert text[slice(*found)] == "上海市徐汇区漕溪北路88号"


@pytest.mark.parametrize("text", ["什么意思", "可以", "付款失败", "what do you mean", "ok", ""])
def test_words_without_a_place_or_a_phone_name_nothing(text: str) -> None:
    assert read_address(text) == Address()


def test_a_recipient_alone_counts_where_it_is_called_one() -> None:
    assert read_address("收件人改成 王五") == Address(recipient="王五")
    assert read_address("王五 13800138000") == Address("王五", "13800138000")


def test_thanks_are_no_recipient() -> None:
    assert read_address("上海市徐汇区漕溪北路88号 谢谢").recipient == ""


@pytest.mark.parametrize(
    "piece", ["路", "1号", "a ", "1 ", ",,", "少了地址", "missing its ", "room 5, "]
)
def test_long_nonsense_is_read_without_an_error(piece: str) -> None:
    text = piece * 2000
    assert isinstance(read_address(text), Address)
    found = find_address(text)
    assert found is None or 0 <= found[0] < found[1] <= len(text)


@pytest.mark.parametrize(
    ("said", "recipient", "street"),
    [
        ("我地址填错了,应该是浙江省杭州市西湖区文三路18号3幢201", "", "文三路18号3幢201"),
        ("上次写错了 方便的话改到广东省深圳市南山区科技园路5号", "", "科技园路5号"),
        ("麻烦改一下 深圳市福田区福华路33号 欧阳娜娜", "欧阳娜娜", "福华路33号"),
        ("小王，13800138000，北京市朝阳区望京街10号", "小王", "望京街10号"),
        ("ok 上海市静安区南京西路1266号", "", "南京西路1266号"),
        ("Tom Lee 上海市静安区南京西路1266号 13900001111", "Tom Lee", "南京西路1266号"),
        ("电话也改成13800138000", "", ""),
        ("Hi there, I moved, please send it to 45 Elm Road, Bristol BS1 4DJ", "", "45 Elm Road"),
        ("Sorry, 12 Baker Street, London NW1 6XE, thanks", "", "12 Baker Street"),
        ("the street is wrong: 221 Oak Avenue, Springfield, IL 62701", "", "221 Oak Avenue"),
        ("name: nora hill, 45 Elm Road, Bristol BS1 4DJ", "nora hill", "45 Elm Road"),
        ("地址没写街道，补充：文二路18号嘉园3幢601", "", "文二路18号嘉园3幢601"),
        ("我地址没写街道 补一下：文二路18号嘉园3幢601", "", "文二路18号嘉园3幢601"),
        ("LK202611200101 漏写街道了，街道是文二路18号", "", "文二路18号"),
        ("街道没填，帮忙补上科技园南路8号2栋601", "", "科技园南路8号2栋601"),
        ("地址少写了楼号 是6栋1302", "", "6栋1302"),
        ("地址少写了门牌，帮我改成 西湖区文三路 478号", "", "文三路478号"),
        (
            "forgot my street its 45 Heping Road bldg 2 apt 901",
            "",
            "45 Heping Road, bldg 2 apt 901",
        ),
        ("I didn't put my street. 45 Heping Road", "", "45 Heping Road"),
        ("the right one is 45 Heping Road", "", "45 Heping Road"),
        (
            "courier says address is wrong. its building 3 room 1502, 88 Dongda Street, Chengdu",
            "",
            "building 3 room 1502, 88 Dongda Street",
        ),
        ("I left out the apartment number, it's apt 901", "", "apt 901"),
    ],
)
def test_what_is_said_around_an_address_is_no_part_of_it(
    said: str, recipient: str, street: str
) -> None:
    read = read_address(said)
    assert (read.recipient, read.street) == (recipient, street)
