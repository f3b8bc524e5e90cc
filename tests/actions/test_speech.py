"""Values as people write them, in each language."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from actions.shop.order import Address, DeliverySlot, Line, Name, OrderStatus
from actions.speech import By, Masked, Money, Options, Parts, Soon, Speaker, Term, mask_phone
from actions.week import Week

SHANGHAI = ZoneInfo("Asia/Shanghai")
ZH, EN = Speaker("zh", SHANGHAI, 2026), Speaker("en", SHANGHAI, 2026)
SHOES = Line("S1", Name("云雀跑鞋", "Lark running shoes"), 1, Decimal("399"), "a")
SOCKS = Line("S2", Name("运动袜", "sports socks"), 3, Decimal("19"), "a")
MAT = Line("S3", Name("瑜伽垫", "yoga mat"), 1, Decimal("89"), "a")
DAYTIME, MORNING = (time(9), time(18)), (time(9), time(12))
HOME = Address("王磊", "13812345678", "CN", "浙江省", "杭州市", "西湖区", "文三路90号")
ABROAD = Address("Jane Hill", "13812345678", "US", "CO", "Denver", "", "986 Sunset Drive", "80279")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (Money(Decimal("1234.5"), "CNY"), "¥1,234.50", "¥1,234.50"),
        (Money(Decimal("70"), "USD"), "US$70.00", "$70.00"),
        (date(2026, 11, 25), "11月25日（周三）", "Wed 25 Nov"),
        (date(2027, 1, 4), "2027年1月4日", "4 Jan 2027"),
        (datetime(2026, 11, 25, 16, 5, tzinfo=timezone.utc), "11月26日（周四）", "Thu 26 Nov"),
        (datetime(2027, 1, 4, 2, tzinfo=timezone.utc), "2027年1月4日", "4 Jan 2027"),
        (
            By(datetime(2026, 11, 25, 16, 5, 9, tzinfo=timezone.utc)),
            "11月26日 01:00",
            "26 Nov, 01:00",
        ),
        (By(datetime(2026, 11, 25, 16, tzinfo=timezone.utc)), "11月26日 00:00", "26 Nov, 00:00"),
        (
            By(datetime(2026, 11, 25, 15, 0, 1, tzinfo=timezone.utc)),
            "11月26日 00:00",
            "26 Nov, 00:00",
        ),
        (
            Soon(datetime(2026, 11, 25, 16, 5, 1, tzinfo=timezone.utc)),
            "11月26日 00:10",
            "26 Nov, 00:10",
        ),
        (
            Soon(datetime(2026, 11, 25, 16, 55, tzinfo=timezone.utc)),
            "11月26日 00:55",
            "26 Nov, 00:55",
        ),
        (
            DeliverySlot(date(2026, 11, 25), time(15), time(18)),
            "11月25日（周三）15:00–18:00",
            "Wed 25 Nov, 15:00–18:00",
        ),
        ((SHOES,), "云雀跑鞋", "Lark running shoes"),
        ((SHOES, SOCKS), "云雀跑鞋、运动袜 ×3", "Lark running shoes and sports socks ×3"),
        (
            (SHOES, SOCKS, MAT),
            "云雀跑鞋、运动袜 ×3等 3 种商品",
            "Lark running shoes, sports socks ×3 and 1 more",
        ),
        (OrderStatus.SHIPPED, "已发货", "shipped"),
        (Term("method", "credit_card_7815826"), "信用卡", "credit card"),
        (Term("method", "bank-of-nowhere"), "bank-of-nowhere", "bank-of-nowhere"),
        (Options(("42", "黑 / black")), "（42、黑）", " (42, black)"),
        (Options(("39-42", "S / M")), "（39-42、S / M）", " (39-42, S / M)"),
        (Options(()), "", ""),
        (Week(dict.fromkeys(range(7), DAYTIME)), "每天 09:00–18:00", "every day 09:00–18:00"),
        (
            Week({**dict.fromkeys(range(5), DAYTIME), 5: MORNING, 6: MORNING}),
            "周一至周五 09:00–18:00，周六、周日 09:00–12:00",
            "Mon–Fri 09:00–18:00, Sat–Sun 09:00–12:00",
        ),
        (
            Week({0: DAYTIME, 2: DAYTIME, 3: MORNING}),
            "周一 09:00–18:00，周三 09:00–18:00，周四 09:00–12:00",
            "Mon 09:00–18:00, Wed 09:00–18:00, Thu 09:00–12:00",
        ),
        (Parts(("杭州", "", "前台")), "杭州，前台", "杭州, 前台"),
        (
            HOME,
            "王磊，13812345678，浙江省杭州市西湖区文三路90号",
            "王磊，13812345678，浙江省杭州市西湖区文三路90号",
        ),
        (
            ABROAD,
            "Jane Hill，13812345678，986 Sunset Drive, Denver, CO",
            "Jane Hill, 13812345678, 986 Sunset Drive, Denver, CO 80279, United States",
        ),
        (
            Masked(HOME),
            "王磊，138****5678，浙江省杭州市西湖区文三路90号",
            "王磊，138****5678，浙江省杭州市西湖区文三路90号",
        ),
        ("as it is", "as it is", "as it is"),
        (7, 7, 7),
    ],
)
def test_values_become_words(value: Any, zh: Any, en: Any) -> None:
    assert ZH.words(value) == zh
    assert EN.words(value) == en


@pytest.mark.parametrize(
    ("phone", "shown"), [("13812345678", "138****5678"), ("12345", "****"), ("", "")]
)
def test_a_phone_is_shown_in_part_only(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown
