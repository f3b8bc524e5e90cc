"""What is sensitive is shown in part only, and nothing else is touched."""

from __future__ import annotations

import pytest

from bot.desk.masks import mask_email, mask_name, mask_order, mask_phone, mask_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我的电话13800001234，快打", "我的电话138****1234，快打"),
        ("call +86 138 0000 1234 now", "call +86****1234 now"),
        ("(415) 555-0123", "(41****0123"),
        ("138-0000-1234", "138****1234"),
        ("write lin.yue@example.com, please", "write l***@example.com, please"),
        ("a@b.co b@c.org", "a***@b.co b***@c.org"),
    ],
)
def test_phones_and_e_mails_are_hidden_in_a_text(text: str, shown: str) -> None:
    assert mask_text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "订单 LK202611200001 和 #W1234567",
        "运单 YS3084293014",
        "R-VDCW-QX4A",
        "¥1,380.00 on 2026-11-18",
        "order 8820137455908821",
        "me @ home",
    ],
)
def test_orders_amounts_and_dates_are_not(text: str) -> None:
    assert mask_text(text) == text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("林悦", "林*"),
        ("欧阳晓明", "欧***"),
        ("James Carter", "James C***"),
        ("Cher", "C***"),
        ("李", "李"),
        ("", ""),
        (" Ana  Maria Lopez ", "Ana M***"),
    ],
)
def test_of_a_name_enough_is_shown_to_know_it_again(name: str, shown: str) -> None:
    assert mask_name(name) == shown


def test_short_numbers_and_broken_e_mails_are_hidden_whole() -> None:
    assert (mask_phone("12345678"), mask_phone(""), mask_email("nobody")) == ("****", "", "****")


def test_wherever_an_address_stands_in_an_order_it_is_hidden() -> None:
    address = {
        "recipient": "林悦",
        "phone": "13800001234",
        "country": "CN",
        "province": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "street": "文三路1号",
        "postcode": "310000",
    }
    order = {
        "number": "LK202611200001",
        "total": "199.00",
        "addresses": [address],
        "shipments": [{"tracking_number": "YS3084293014", "proof": {"signed_by": "林悦"}}],
        "claims": [{"text": "call 13800001234"}],
        "findings": [{"kind": "address_invalid", "detail": {"address": address}}],
        "remedies": [
            {"detail": {"before": address, "after": address, "email": "lin.yue@example.com"}}
        ],
    }
    masked = mask_order(order)
    for secret in ("林悦", "13800001234", "文三路", "西湖区", "310000", "lin.yue"):
        assert secret not in str(masked)
    for kept in ("LK202611200001", "199.00", "YS3084293014", "杭州市", "浙江省"):
        assert kept in str(masked)
    assert order["addresses"] == [address]
