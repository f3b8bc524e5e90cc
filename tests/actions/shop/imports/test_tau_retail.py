"""The retail database of tau2-bench: a small one here, and the real one where it is at hand."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions.shop.backends.sql import SqlOrders
from actions.shop.diagnosis import diagnose
from actions.shop.imports import BadValue, FileFormat, import_data, import_orders
from actions.shop.order import Order
from tests.actions.shop.databases import a_database
from tests.actions.shop.order_files import put
from tests.actions.shop.orders import NOW, a_context, found

REAL = Path(__file__).resolve().parents[4].parent / "shared/shops/tau_retail/db.json"

_ITEM = {"name": "T-Shirt", "product_id": "1", "item_id": "11", "price": 50.88, "options": {}}
_PAID = {"transaction_type": "payment", "amount": 50.88, "payment_method_id": "paypal_1"}
_BACK = _PAID | {"transaction_type": "refund"}
_PLACE = {
    "address1": "986 Sunset Drive",
    "address2": "Suite 259",
    "city": "Denver",
    "country": "USA",
    "state": "CO",
    "zip": "80279",
}


def an_order_of(number: str, status: str, *money: dict[str, Any]) -> dict[str, Any]:
    return {
        "order_id": number,
        "user_id": "noah_brown_6181",
        "address": _PLACE,
        "items": [_ITEM],
        "status": status,
        "fulfillments": [] if status == "pending" else [{"tracking_id": ["357"], "item_ids": []}],
        "payment_history": list(money),
    }


_SMALL: dict[str, Any] = {
    "products": {
        "1": {
            "name": "T-Shirt",
            "product_id": "1",
            "variants": {
                "11": {
                    "item_id": "11",
                    "options": {"size": "M"},
                    "available": True,
                    "price": 50.88,
                },
                "12": {"item_id": "12", "options": {"size": "L"}, "available": False, "price": 49},
            },
        }
    },
    "users": {
        "noah_brown_6181": {
            "user_id": "noah_brown_6181",
            "name": {"first_name": "Noah", "last_name": "Brown"},
            "address": _PLACE,
            "email": "noah.brown7922@example.com",
            "payment_methods": {"paypal_1": {"source": "paypal", "id": "paypal_1"}},
            "orders": [],
        }
    },
    "orders": {
        "#W0000001": an_order_of("#W0000001", "pending", _PAID),
        "#W0000002": an_order_of("#W0000002", "processed", _PAID),
        "#W0000003": an_order_of("#W0000003", "delivered", _PAID),
        "#W0000004": an_order_of("#W0000004", "cancelled", _PAID, _BACK),
    },
}


def small(**changes: Any) -> dict[str, Any]:
    file = copy.deepcopy(_SMALL)
    for path, value in changes.items():
        put(file, path.split("__"), value)
    return file


def imported(session: Session, number: str) -> Order:
    import_orders(session, json.dumps(small()).encode(), NOW)
    order = SqlOrders(session).find_order(number)
    assert order is not None
    return order


def test_the_format_is_guessed(session: Session) -> None:
    done = import_orders(session, json.dumps(small()).encode(), NOW)
    assert done.format is FileFormat.TAU_RETAIL
    assert (done.sellers, done.products, done.customers, done.orders) == (1, 2, 1, 4)


@pytest.mark.parametrize(
    ("number", "status", "parcels", "finding"),
    [
        ("#W0000001", "confirmed", [], "nothing_wrong"),
        ("#W0000002", "shipped", ["in_transit"], "nothing_wrong"),
        ("#W0000003", "delivered", ["delivered"], "nothing_wrong"),
        ("#W0000004", "cancelled", ["pending"], "auto_cancelled"),
    ],
)
def test_each_status_means_what_it_says(
    session: Session, number: str, status: str, parcels: list[str], finding: str
) -> None:
    order = imported(session, number)
    assert order.status == status
    assert [parcel.status for parcel in order.shipments] == parcels
    assert found(order) == [finding]


def test_what_the_file_lacks_stays_absent(session: Session) -> None:
    order = imported(session, "#W0000004")
    dates = (order.placed_at, order.confirmed_at, order.payments[0].at, order.refunds[0].at)
    assert dates == (None, None, None, None)
    assert (order.phone_asked, order.addresses[0].phone) == (False, "")
    assert order.cancelled is not None
    assert (order.cancelled.reason, order.cancelled.at) == ("other", None)


def test_money_and_people_come_in_exactly(session: Session) -> None:
    order = imported(session, "#W0000004")
    assert (order.currency, order.total, order.captured) == ("USD", Decimal("50.88"), order.total)
    assert (order.payments[0].method, order.refunds[0].payment) == ("paypal", "payment-1")
    assert order.addresses[0].recipient == "Noah Brown"
    assert order.addresses[0].street == "986 Sunset Drive, Suite 259"
    customer = SqlOrders(session).find_customer("noah_brown_6181")
    assert customer is not None
    assert (customer.email, customer.phone) == ("noah.brown7922@example.com", None)


def test_variants_are_products_and_alike(session: Session) -> None:
    imported(session, "#W0000001")
    products = SqlOrders(session).find_products(["11", "12"])
    assert [products[sku].offers[0].stock for sku in ("11", "12")] == [100, 0]
    assert products["11"].similar == ("12",)


def test_a_file_that_was_parsed_with_floats_is_read_alike(session: Session) -> None:
    import_data(session, small(), NOW)
    order = SqlOrders(session).find_order("#W0000001")
    assert order is not None
    assert order.total == Decimal("50.88")


O1 = "orders__#W0000001__"
BAD_VALUES: list[tuple[str, Any, str]] = [
    ("users", [], "users"),
    ("products__1__variants__11__price", -1, "products['1'].variants['11'].price"),
    ("products__1__variants__11__price", "50.88", "products['1'].variants['11'].price"),
    ("products__1__variants__11__price", 1e300, "products['1'].variants['11'].price"),
    ("products__1__variants__11__price", 50.881, "products['1'].variants['11'].price"),
    ("products__1__variants__11__available", "no", "products['1'].variants['11'].available"),
    ("users__noah_brown_6181__email", None, "users['noah_brown_6181'].email"),
    (O1 + "status", "lost", "orders['#W0000001'].status"),
    (O1 + "user_id", "nobody", "orders['#W0000001'].user_id"),
    (O1 + "items", [], "orders['#W0000001'].items"),
    (O1 + "items__0__price", True, "orders['#W0000001'].items[0].price"),
    (O1 + "address", None, "orders['#W0000001'].address"),
    (O1 + "order_id", "#W0000002", "orders['#W0000002'].order_id"),
    (
        O1 + "payment_history__0__transaction_type",
        "gift",
        "orders['#W0000001'].payment_history[0].transaction_type",
    ),
    (O1 + "payment_history", [_BACK], "orders['#W0000001'].payment_history[0]"),
    (O1 + "payment_history", [_PAID, _BACK, _BACK], "orders['#W0000001'].refunds[1].amount"),
]


@pytest.mark.parametrize(("where", "value", "path"), BAD_VALUES)
def test_the_first_bad_value_is_named_by_its_path(
    session: Session, where: str, value: Any, path: str
) -> None:
    with pytest.raises(BadValue) as complaint:
        import_data(session, small(**{where: value}), NOW)
    assert complaint.value.path == path


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The whole real file in a database of its own, read once for all tests here."""
    if not REAL.exists():
        pytest.skip(f"the tau_retail file is not at {REAL}")
    with a_database("sqlite", tmp_path_factory.mktemp("tau")) as engine:
        with Session(engine, future=True) as session, session.begin():
            done = import_orders(session, REAL.read_bytes(), NOW)
        assert (done.customers, done.orders, done.products) == (500, 1000, 591)
        yield engine


def test_every_order_of_the_real_file_is_diagnosed(real: Engine) -> None:
    data = json.loads(REAL.read_bytes())
    statuses: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    with Session(real, future=True) as session:
        orders = SqlOrders(session)
        skus = [sku for product in data["products"].values() for sku in product["variants"]]
        products = orders.find_products(skus).values()
        stock = {(product.sku, "tau"): product.offers[0].stock for product in products}
        for customer in data["users"]:
            for order in orders.orders_of(customer):
                statuses[order.status.value] += 1
                for finding in diagnose(order, a_context(stock), NOW):
                    kinds[order.status.value, finding.kind.value] += 1
    assert statuses == {"confirmed": 423, "delivered": 373, "shipped": 102, "cancelled": 102}
    assert kinds == {
        # What is not `available` has no stock, and 286 orders that have not left hold such a thing.
        ("confirmed", "nothing_wrong"): 137,
        ("confirmed", "out_of_stock"): 286,
        ("delivered", "nothing_wrong"): 373,
        ("shipped", "nothing_wrong"): 102,
        ("cancelled", "auto_cancelled"): 102,
    }


def test_the_sums_of_the_real_file_are_kept_to_the_cent(real: Engine) -> None:
    data = json.loads(REAL.read_text(), parse_float=Decimal)
    with Session(real, future=True) as session:
        orders = SqlOrders(session)
        for number, told in list(data["orders"].items())[::25]:
            order = orders.find_order(number)
            assert order is not None
            assert order.total == sum(item["price"] for item in told["items"])
            assert order.captured == told["payment_history"][0]["amount"]
