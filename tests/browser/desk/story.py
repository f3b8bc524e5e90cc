"""What there is at the scripted desk: people, conversations, orders, requests. Plain data."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

Json = dict[str, Any]
PASSWORD = "correct horse"
MEI, LIN, SUP = "Mei", "Lin", "Sun"
PHOTO = "p1"


def ago(minutes: float) -> str:
    return (datetime.now(timezone.utc) - timedelta(minutes=minutes)).isoformat()


def staff() -> dict[str, Json]:
    roles = {MEI: "agent", LIN: "agent", SUP: "supervisor"}
    return {
        name: {"name": name, "role": role, "presence": "available", "capacity": 5, "locale": None}
        for name, role in roles.items()
    }


def message(seq: int, sender: str, text: str, minutes: float, **more: Any) -> Json:
    return {
        "seq": seq,
        "from": sender,
        "author": None,
        "text": text,
        "at": ago(minutes),
        "buttons": [],
        "card": None,
        "photos": [],
        "intent": None,
        "confidence": None,
        "delivered": True,
        **more,
    }


WORDS = {
    "zh": (
        "快递说地址不对，送不到",
        "您的订单地址缺少楼栋和房号。",
        "转人工！太慢了",
        "好的，这就为您转人工。",
    ),
    "en": (
        "The courier can't find my address",
        "The address of your order has no building and room number.",
        "I want a person. This takes too long <b>!</b>",
        "Of course, I'm bringing in a colleague.",
    ),
}


def talk(number: int, language: str, **more: Any) -> Json:
    """A conversation that waits for a person, whole."""
    zh, words = language == "zh", WORDS[language]
    name, order = ("何*怡", "LK202611162687") if zh else ("H***** B*****", "LK202611161144")
    since = 3.5 + number * 1.7
    said = [
        message(1, "shopper", words[0], since + 4, intent="wrong_address", confidence=0.93),
        message(
            2,
            "bot",
            words[1],
            since + 3.9,
            buttons=["改地址", "转人工"] if zh else ["Correct the address", "Talk to a person"],
            card={"type": "order", "order": {"number": order}},
        ),
        message(3, "shopper", words[2], since, intent="talk_to_human", confidence=0.99),
        message(4, "bot", words[3], since - 0.1),
    ]
    item = {
        "id": f"c{number}",
        "owner": "queue",
        "version": 2,
        "assignee": None,
        "customer": {"id": f"customer-{number}", "name": name},
        "language": language,
        "reason": "asked_for",
        "order": order,
        "finding": "address_invalid",
        "since": ago(since),
        "opened_at": ago(since + 4),
        "changed_at": ago(since),
        "priority": 1000 - number,
        "mood": ("angry", "calm", "annoyed", "calm")[number % 4],
        "labels": ["VIP"] if number % 5 == 0 else [],
        "last": {"from": "shopper", "text": said[2]["text"], "at": said[2]["at"]},
        "unread": 2,
        "sla": {"kind": "first_reply", "due_at": ago(since - 5), "breached": since > 5},
        **more,
    }
    summary = {
        "who": name,
        "order": order,
        "finding": "address_invalid",
        "cause": "customer",
        "offered": ["change_address"],
        "tried": [],
        "also": [],
        "mood": item["mood"],
        "last_words": [said[0]["text"], said[2]["text"]],
    }
    change = {"at": ago(since), "by": "bot", "before": "bot", "after": "queue"}
    return {
        "conversation": item,
        "summary": summary,
        "messages": said,
        "dropped": [],
        "notes": [],
        "orders": [order],
        "history": [{**change, "reason": "asked_for"}],
        "fields": {"name": "何女士" if zh else "Hannah", "order": order, "date": None},
    }


def order(number: str) -> Json:
    placed = ago(60 * 24 * 3)
    address = {
        "recipient": "何*怡",
        "phone": "138****5678",
        "country": "CN",
        "province": "浙江省",
        "city": "杭州市",
        "district": "西湖区",
        "street": "文三路***",
        "postcode": "310000",
    }
    return {
        "order": {
            "number": number,
            "customer": "he-jingyi",
            "placed_at": placed,
            "status": "shipped",
            "currency": "CNY",
            "total": "427.00",
            "shipping_fee": "0.00",
            "discount": "20.00",
            "lines": [
                {
                    "sku": "BOTTLE",
                    "name": {"zh": "保温运动水壶", "en": "Insulated bottle"},
                    "quantity": 2,
                    "unit_price": "89.00",
                    "seller": "lark",
                },
                {
                    "sku": "BALL-7",
                    "name": {"zh": "七号篮球", "en": "Basketball, size 7"},
                    "quantity": 1,
                    "unit_price": "269.00",
                    "seller": "lark",
                },
            ],
            "addresses": [address],
            "payments": [
                {
                    "id": "p-1",
                    "method": "bank_card",
                    "amount": "427.00",
                    "status": "captured",
                    "at": placed,
                }
            ],
            "refunds": [],
            "shipments": [
                {
                    "id": "s-1",
                    "carrier": "远山物流",
                    "tracking_number": "YS3084293014",
                    "status": "exception",
                    "exception": "address",
                    "promised_at": ago(600),
                    "events": [
                        {"at": ago(2000), "code": "picked_up", "place": "沧州转运中心"},
                        {"at": ago(300), "code": "exception", "place": "杭州西湖站"},
                    ],
                }
            ],
            "claims": [],
            "findings": [
                {
                    "kind": "address_invalid",
                    "cause": "customer",
                    "since": ago(300),
                    "detail": {"missing": ["building", "room"]},
                }
            ],
            "remedies": [
                {
                    "id": "R-AAAA-BBBB",
                    "kind": "trace",
                    "status": "done",
                    "at": ago(200),
                    "by": "system",
                    "detail": {},
                }
            ],
        },
        "steps": [
            {"code": "ordered", "at": placed, "state": "done"},
            {"code": "paid", "at": placed, "state": "done"},
            {"code": "packed", "at": ago(2200), "state": "done"},
            {"code": "shipped", "at": ago(2000), "state": "stuck"},
            {"code": "delivered", "at": None, "state": "open"},
        ],
        "requests": [],
        "can": [
            {
                "kind": "redirect",
                "needs": ["address"],
                "approval": False,
                "options": {"address": {"country": "CN", "province": "浙江省", "city": "杭州市"}},
            },
            {
                "kind": "reschedule",
                "needs": ["slot"],
                "approval": False,
                "options": {
                    "first": "2026-11-23",
                    "last": "2026-11-29",
                    "windows": ["09:00-12:00", "15:00-18:00"],
                },
            },
            {
                "kind": "refund",
                "needs": ["amount", "lines"],
                "approval": True,
                "options": {"most": "427.00", "currency": "CNY"},
            },
        ],
    }


def requests() -> dict[str, Json]:
    first = {
        "remedy": "R-SJ92-QCUR",
        "kind": "refund",
        "order": "LK202611162687",
        "conversation": "c1",
        "customer": "何*怡",
        "amount": "899.00",
        "currency": "CNY",
        "at": ago(42),
        "why": "over_limit",
        "detail": {"amount": "899.00", "text": "收到时鞋底已经开胶"},
        "uploads": [PHOTO],
        "age_minutes": 42,
    }
    address = {"city": "Leeds", "street": "1 Old Road"}
    second = {
        **first,
        "remedy": "R-VDCW-QX4A",
        "kind": "redirect",
        "amount": None,
        "why": "other_province",
        "detail": {"before": address, "after": {"city": "York", "street": "9 New Street"}},
        "uploads": [],
    }
    return {str(one["remedy"]): one for one in (first, second)}


CANNED: list[Json] = [
    {
        "id": 1,
        "shortcut": "hello",
        "zh": "您好{name}，我是人工客服，正在查看订单 {order}。",
        "en": "Hello {name}, I'm a person and I'm looking at order {order}.",
    },
    {
        "id": 2,
        "shortcut": "wait",
        "zh": "请稍等，我马上为您核实。",
        "en": "One moment, I'm checking this for you.",
    },
    {
        "id": 3,
        "shortcut": "bye",
        "zh": "还有别的可以帮您吗？",
        "en": "Is there anything else I can do?",
    },
]
