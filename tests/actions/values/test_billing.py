"""Who an invoice is made out to."""

from __future__ import annotations

import pytest

from actions.values.billing import Billing, read_billing


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        (
            "开发票 抬头 杭州小鹿科技有限公司 税号91330106MA2ABCD10K 发到 finance@xiaolu.cn",
            "杭州小鹿科技有限公司",
            "91330106MA2ABCD10K",
        ),
        (
            "公司名称：杭州小鹿科技有限公司，纳税人识别号：913301061234567",
            "杭州小鹿科技有限公司",
            "913301061234567",
        ),
        ("發票抬頭 小鹿股份有限公司 稅號：12345678", "小鹿股份有限公司", "12345678"),
        ("单位名称浙江大学发到a@b.cn", "浙江大学", ""),
        ("抬头写 Tan Trading Pte 税号 T12LL1234A", "Tan Trading Pte", "T12LL1234A"),
        ("给杭州小鹿科技有限公司开发票", "杭州小鹿科技有限公司", ""),
        ("抬头个人", "个人", ""),
        (
            "invoice to sofia@example.com for Rossi Sports GmbH tax id DE123456789",
            "Rossi Sports GmbH",
            "DE123456789",
        ),
        ("company name Tan Trading Pte, VAT no GB 123 4567 89", "Tan Trading Pte", "GB123456789"),
        ("make it out to Acme Sports, Inc. EIN 12-3456789", "Acme Sports, Inc", "12-3456789"),
        ("for the shoes, VAT number de123456789", "", "DE123456789"),
    ],
)
def test_a_title_and_a_tax_number_are_read(text: str, title: str, number: str) -> None:
    assert read_billing(text) == Billing(title, number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "帮我开张发票",
        "抬头是什么",
        "发票抬头错了",
        "税号要填吗",
        "invoice for LK202611200614 please",
        "VAT invoice for LK202611200614",
        "invoice for my last order to c4@example.com",
        "what is the company name?",
        "company name should be on it",
        "do you charge VAT 20 percent",
        "抬头 " + "长" * 90,
        "for " * 500,
    ],
)
def test_what_names_neither_gives_neither(text: str) -> None:
    assert read_billing(text) == Billing()
