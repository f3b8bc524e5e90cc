"""The smallest order file that holds everything, to be changed by tests."""

from __future__ import annotations

import copy
from typing import Any

NUMBER = "LK202611170001"

_FILE: dict[str, Any] = {
    "format": "order-support/1",
    "currency": "CNY",
    "timezone": "Asia/Shanghai",
    "sellers": [{"id": "lark", "name": "云雀自营"}],
    "products": [
        {
            "sku": "SHOES-42",
            "name": {"zh": "疾风跑鞋", "en": "Gale Running Shoes"},
            "options": {"size": "42"},
            "similar": ["BOOTS-42"],
            "offers": [{"seller": "lark", "price": "199.00", "stock": 5, "ships_in_days": 1}],
        }
    ],
    "customers": [
        {
            "id": "c1",
            "name": "林小满",
            "email": "c1@example.cn",
            "phone": "13800001001",
            "locale": "zh",
        }
    ],
    "orders": [
        {
            "number": NUMBER,
            "customer": "c1",
            "placed_at": "-1d",
            "status": "confirmed",
            "confirmed_at": "-23h",
            "ship_by": "2026-11-20T18:00:00+08:00",
            "shipping_fee": "10.00",
            "discount": "9.00",
            "total": "399.00",
            "lines": [{"sku": "SHOES-42", "quantity": 2, "unit_price": "199.00", "seller": "lark"}],
            "addresses": [
                {
                    "recipient": "林小满",
                    "phone": "13800001001",
                    "country": "CN",
                    "province": "广东省",
                    "city": "深圳市",
                    "district": "南山区",
                    "street": "科苑南路3栋1204",
                    "postcode": "518057",
                }
            ],
            "payments": [
                {
                    "id": "p1",
                    "method": "alipay",
                    "amount": "399.00",
                    "status": "captured",
                    "at": "-24h",
                }
            ],
            "refunds": [
                {"id": "r1", "payment": "p1", "amount": "9.00", "status": "done", "at": "-2h"}
            ],
            "shipments": [
                {
                    "id": "s1",
                    "carrier": "Heron Express",
                    "tracking_number": "HE123456",
                    "status": "pending",
                    "promised_at": "+3d",
                    "slot": {"date": "2026-11-20", "from": "09:00", "to": "12:00"},
                    "proof": {"signed_by": "", "place": ""},
                    "events": [{"at": "-30m", "code": "picked_up", "place": "杭州"}],
                }
            ],
            "claims": [
                {"id": "k1", "kind": "courier", "text": "凶", "at": "-1h", "status": "closed"}
            ],
        }
    ],
}


def a_file(**changes: Any) -> dict[str, Any]:
    """A copy; a change is named by its path: `orders__0__total="1.00"`, or `...=None` for away."""
    file = copy.deepcopy(_FILE)
    for path, value in changes.items():
        put(file, path.split("__"), value)
    return file


def put(thing: Any, path: list[str], value: Any) -> None:
    """Change what stands at this path; None takes the key away."""
    *way, last = path
    for step in way:
        thing = thing[int(step)] if isinstance(thing, list) else thing[step]
    if isinstance(thing, list):
        thing[int(last)] = value
    elif value is None:
        thing.pop(last, None)
    else:
        thing[last] = value
