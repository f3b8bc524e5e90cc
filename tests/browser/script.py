"""What the scripted server says: the first key that occurs in a message chooses the replies."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any


@dataclass(frozen=True)
class Reply:
    text: str
    buttons: tuple[str, ...] = ()
    card: dict[str, Any] | None = None
    sender: str = "bot"
    handled_by: str = "bot"
    name: str | None = None
    closed: bool = False


CODES = ("ordered", "paid", "packed", "shipped", "delivered")


def _steps(at: str, stuck: bool) -> list[dict[str, Any]]:
    now = CODES.index(at)
    return [
        {
            "code": code,
            "state": "done" if i < now else "open" if i > now else "stuck" if stuck else "now",
            "at": None if i > now else f"2026-11-{16 + i}T06:00:00+08:00",
        }
        for i, code in enumerate(CODES)
    ]


def _order(status: str, at: str, *, stuck: bool) -> dict[str, Any]:
    order = {
        "number": "LK202611200001",
        "status": status,
        "time_zone": "Asia/Shanghai",
        "steps": _steps(at, stuck),
    }
    return {"type": "order", "order": order}


def _form(form: str, **values: Any) -> dict[str, Any]:
    return {"type": "form", "form": form, "values": values}


def _slots() -> list[dict[str, str]]:
    days = [(datetime.now(timezone.utc).date() + timedelta(days=n)).isoformat() for n in (1, 2, 3)]
    spans = [("09:00", "12:00"), ("12:00", "15:00"), ("18:00", "21:00")]
    return [{"date": d, "from": a, "to": b} for d in days for a, b in spans]


ADDRESS = {
    "recipient": "林悦",
    "phone": "13800003217",
    "country": "中国",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "street": "",
    "postcode": "310012",
}
ITEMS = [
    {"line": 0, "name": "疾风跑鞋", "quantity": 1},
    {"line": 1, "name": "Cushioned Sports Socks (3 pairs)", "quantity": 2},
]
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> & <b>bold</b>'

SCRIPT: dict[str, tuple[Reply, ...]] = {
    "付款": (
        Reply("我查到了，您这笔订单上次付款没有成功，银行没有扣款。"),
        Reply(
            "原因：余额不足。您可以重新付款，也可以换一种方式：",
            buttons=("重新付款", "换支付方式", "取消订单"),
            card=_order("placed", "paid", stuck=True),
        ),
    ),
    "order": (
        Reply(
            "Your parcel is held up by snow in Lanzhou. The new date is Tuesday, 24 November.",
            buttons=("Wait for it", "Choose another time", "Refund"),
            card=_order("shipped", "shipped", stuck=True),
        ),
    ),
    "on its way": (Reply("All is well.", card=_order("shipped", "shipped", stuck=False)),),
    "address": (Reply("Where should it go?", card=_form("address", **ADDRESS)),),
    "地址": (Reply("好的，请填写新的收货地址：", card=_form("address", **ADDRESS)),),
    "time": (Reply("When suits you?", card=_form("slot", slots=_slots())),),
    "时间": (Reply("什么时候方便收货？", card=_form("slot", slots=_slots())),),
    "broken": (Reply("Sorry to hear that.", card=_form("items", items=ITEMS)),),
    "photo": (Reply("Could you show us?", card=_form("photos")),),
    "invoice": (Reply("Where may we send it?", card=_form("email")),),
    "thanks": (Reply("You are welcome. I have closed the case.", closed=True),),
    "person": (
        Reply("A colleague takes over.", sender="system", handled_by="queue"),
        Reply("Hi, Mei here. I have read it all.", sender="staff", handled_by="staff", name="Mei"),
        Reply("Give me one minute.", sender="staff", handled_by="staff", name="Mei"),
    ),
    "html": (Reply(HOSTILE),),
    "link": (Reply("See https://shop.example/help?a=1&b=2. Not javascript:alert(1)."),),
    "arabic": (Reply("شكرا لك! رقم الطلب LK202611200001"),),
    "long": (Reply("W" * 400),),
    "Refund": (Reply("Refund CNY 199.00 to your card?", buttons=("Yes", "No")),),
    "Yes": (Reply("Done. Reference R-1."),),
}


def answers_to(text: str, form: dict[str, Any] | None) -> tuple[Reply, ...]:
    if form is not None:
        return (Reply(f"Got the {form['type']}: {json.dumps(form['values'], ensure_ascii=False)}"),)
    for key, replies in SCRIPT.items():
        if key in text:
            return replies
    return (Reply(f"You said: {text}"),)


def _token(customer: str) -> str:
    """Looks like a customer token; nothing here checks it."""
    body = base64.urlsafe_b64encode(json.dumps({"sub": customer}).encode()).decode().rstrip("=")
    return f"e30.{body}.x"


CUSTOMERS = [
    {"id": "lin-yue", "name": "林悦", "locale": "zh", "token": _token("lin-yue")},
    {"id": "emma-hill", "name": "Emma Hill", "locale": "en", "token": _token("emma-hill")},
]
ORDERS: dict[str, list[dict[str, Any]]] = {
    "lin-yue": [
        {
            "number": "LK202611200001",
            "status": "placed",
            "placed_at": "2026-11-20T10:00:00+08:00",
            "total": "638.00",
            "currency": "CNY",
            "goods": [
                {"zh": "疾风跑鞋", "en": "Gale Running Shoes", "quantity": 1},
                {"zh": "防滑瑜伽垫 6 毫米", "en": "Grip Yoga Mat 6 mm", "quantity": 1},
            ],
            "findings": ["payment_failed"],
        },
        {
            "number": "LK202611180007",
            "status": "shipped",
            "placed_at": "2026-11-18T09:00:00+08:00",
            "total": "99.00",
            "currency": "CNY",
            "goods": [{"zh": "轻风速干T恤", "en": "Breeze Quick-Dry Tee", "quantity": 2}],
            "findings": ["nothing_wrong"],
        },
    ],
    "emma-hill": [],
}
