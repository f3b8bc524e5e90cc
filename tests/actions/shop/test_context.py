"""What is gathered around an order, from a real database; and that it is shown with all of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from actions.shop.access import Shopper
from actions.shop.backends.memory import Remembering
from actions.shop.backends.sql import SqlOrders
from actions.shop.backends.writing import insert_orders
from actions.shop.context import context_of
from actions.shop.imports import import_data
from actions.shop.policy import POLICY_FILE, RemedyKind, Wish, load_policy
from actions.shop.remedies import Proposal, carry_out, propose
from actions.shop.shop import Shop
from actions.shop.showing import show_order
from tests.actions.shop.order_files import NUMBER, a_file
from tests.actions.shop.orders import NOW, an_order, later

POLICY = load_policy(POLICY_FILE)


@pytest.fixture
def shop(stocked: Session) -> Shop:
    return Shop(stocked, Remembering(SqlOrders(stocked)), POLICY, NOW)


def test_the_context_holds_every_sellers_stock_and_the_other_orders(shop: Shop) -> None:
    finch = {"seller": "finch", "price": "189.00", "stock": 0, "restock_at": "+4d"}
    more = a_file(orders=[], sellers__0__id="finch", products__0__offers__0=finch)
    more["products"][0]["offers"].append(a_file()["products"][0]["offers"][0])
    import_data(shop.session, more, NOW)
    insert_orders(
        shop.session, [an_order(number="X1"), an_order(number="X2", placed_at=later(hours=-1))]
    )
    order = shop.orders.find_order("X1")
    assert order is not None
    context = context_of(shop, order)
    assert context.stock == {("SHOES-42", "finch"): 0, ("SHOES-42", "lark"): 5}
    assert context.restock == {("SHOES-42", "finch"): later(days=4)}
    assert [other.number for other in context.siblings] == ["X2", NUMBER]
    assert (context.limits, context.zone) == (POLICY.limits, POLICY.time_zone)


def test_goods_the_shop_does_not_know_have_no_stock_to_tell(shop: Shop) -> None:
    order = an_order()
    unknown = replace(order, lines=(replace(order.lines[0], sku="HATS"),))
    assert context_of(shop, unknown).stock == {}


def test_an_order_is_shown_with_what_was_done_for_it(shop: Shop) -> None:
    wish = Wish()
    proposal = propose(shop, Shopper("talk", "c1"), NUMBER, RemedyKind.CANCEL, wish)
    assert isinstance(proposal, Proposal)
    carry_out(shop, Shopper("talk", "c1"), proposal.id)
    shown = show_order(shop, NUMBER)
    assert shown is not None
    (remedy,) = shown["remedies"]
    assert (remedy["kind"], remedy["status"], remedy["by"]) == ("cancel", "done", "shopper")
    assert [refund["amount"] for refund in shown["refunds"]] == ["9.00", "390.00"]
    assert (shown["status"], shown["currency"]) == ("cancelled", "CNY")
    assert shown["findings"][0]["kind"] == "customer_cancelled"


def test_an_order_that_is_not_there_is_not_shown(shop: Shop) -> None:
    assert show_order(shop, "LK2") is None
