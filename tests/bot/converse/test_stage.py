"""The stage of a private instance: what it resets, changes, moves and shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from actions.shop import tables
from actions.shop.engine import make_engine
from bot.conversations import sessions
from bot.conversations.database import open_store
from bot.conversations.history import messages_after
from bot.converse.play import StageError
from bot.converse.stage import PrivateStage, RunningStage
from bot.customer_token import SignedIn, read_token
from bot.migrations.running import migrate
from bot.settings import Settings, load_settings

ORDERS: dict[str, Any] = {
    "format": "order-support/1",
    "currency": "CNY",
    "sellers": [{"id": "lark", "name": "Lark"}],
    "products": [
        {"sku": "ball", "name": {"zh": "球", "en": "Ball"}, "offers": []},
    ],
    "customers": [{"id": "c1", "name": "Lin", "locale": "zh"}],
    "orders": [
        {
            "number": "LK202611200001",
            "customer": "c1",
            "placed_at": "-2h",
            "status": "placed",
            "total": "20.00",
            "lines": [{"sku": "ball", "quantity": 2, "unit_price": "10.00", "seller": "lark"}],
            "addresses": [],
            "payments": [],
            "refunds": [],
            "shipments": [],
        }
    ],
}
NUMBER = "LK202611200001"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = load_settings({"VAR_DIR": str(tmp_path), "CLOCK_FILE": str(tmp_path / "clock")})
    engine = make_engine(settings.database_url)
    migrate(engine)
    engine.dispose()
    return settings


@pytest.fixture
def stage(settings: Settings) -> Iterator[PrivateStage]:
    with closing(PrivateStage(settings)) as stage:
        yield stage


def shown(stage: PrivateStage, number: str = NUMBER) -> dict[str, Any]:
    order = stage.show_order(number)
    assert order is not None
    return dict(order)


def test_a_reset_imports_the_orders_and_shows_them_with_findings(stage: PrivateStage) -> None:
    stage.reset(ORDERS)
    order = shown(stage)
    assert order["total"] == "20.00"
    assert order["findings"]
    assert order["remedies"] == []
    assert stage.new_orders() == []
    assert stage.show_order("LK999") is None


def test_a_reset_leaves_nothing_of_the_conversation_before(
    stage: PrivateStage, settings: Settings
) -> None:
    stage.reset(ORDERS)
    stage.wait(timedelta(hours=3))
    stage.change_order(NUMBER, {"status": "confirmed"})
    store = open_store(settings.database_url, settings.clock)
    sessions.start(store, sessions.REST, "zh")
    wrong = {"conversation": "x", "number": NUMBER, "at": settings.clock.now()}
    with store.write() as connection:
        connection.execute(insert(tables.wrong_proofs), [wrong])
    stage.reset(ORDERS)
    assert shown(stage)["status"] == "placed"
    with store.read() as connection:
        for table in tables.metadata.sorted_tables:
            rows = connection.execute(select(func.count()).select_from(table)).scalar_one()
            imported = table.name in {"orders", "order_lines", "customers", "products", "sellers"}
            assert imported or rows == 0, table.name
    store.engine.dispose()
    off = settings.clock.now() - datetime.now(timezone.utc)
    assert abs(off) < timedelta(seconds=5)
    stage.reset(None)
    assert stage.show_order(NUMBER) is None


def test_orders_that_cannot_be_imported_are_an_error_with_their_path(
    stage: PrivateStage, tmp_path: Path
) -> None:
    stage.reset(ORDERS)
    with pytest.raises(StageError, match=r"orders: .*total"):
        stage.reset({**ORDERS, "orders": [{**ORDERS["orders"][0], "total": "1.00"}]})
    with pytest.raises(StageError, match="orders: "):
        stage.reset(tmp_path / "absent.json")
    (tmp_path / "broken.json").write_text("{")
    with pytest.raises(StageError, match="orders: "):
        stage.reset(tmp_path / "broken.json")
    # What could not be reset is as it was.
    assert shown(stage)["total"] == "20.00"


def test_waiting_moves_the_one_clock_and_adds_up(stage: PrivateStage, settings: Settings) -> None:
    stage.reset(None)
    stage.wait(timedelta(minutes=61))
    stage.wait(timedelta(days=1))
    moved = settings.clock.now() - datetime.now(timezone.utc)
    assert abs(moved - timedelta(days=1, minutes=61)) < timedelta(seconds=5)


def test_an_order_is_changed_as_its_shop_would(stage: PrivateStage) -> None:
    stage.reset(ORDERS)
    stage.change_order(NUMBER, {"status": "cancelled", "cancelled": _cancelled("risk")})
    assert shown(stage)["cancelled"]["reason"] == "risk"
    with pytest.raises(StageError, match="reason"):
        stage.change_order(NUMBER, {"cancelled": _cancelled("because")})
    with pytest.raises(StageError, match="LK999"):
        stage.change_order("LK999", {"status": "placed"})


def _cancelled(reason: str) -> dict[str, str]:
    return {"by": "system", "reason": reason}


def test_orders_made_since_are_new(stage: PrivateStage, settings: Settings) -> None:
    stage.reset(ORDERS)
    engine = make_engine(settings.database_url)
    with engine.begin() as connection:
        row = connection.execute(select(tables.orders)).mappings().one()
        connection.execute(insert(tables.orders), [{**row, "number": "LK2"}])
    engine.dispose()
    assert [order["number"] for order in stage.new_orders()] == ["LK2"]


def test_a_person_writes_to_the_shopper(stage: PrivateStage, settings: Settings) -> None:
    stage.reset(None)
    store = open_store(settings.database_url, settings.clock)
    opened = sessions.start(store, sessions.REST, "zh")
    stage.act_as_staff("您好，我是小林")
    [message] = messages_after(store, opened.conversation, 0)
    assert message.text == "您好，我是小林"
    store.engine.dispose()


@pytest.mark.parametrize("what", ["approve", "refuse"])
def test_nothing_can_be_approved_where_nothing_waits(stage: PrivateStage, what: str) -> None:
    stage.reset(ORDERS)
    with pytest.raises(StageError, match="nothing waits"):
        stage.act_as_staff(what)


def test_the_token_signs_the_customer_in_by_the_clock_of_the_instance(
    stage: PrivateStage, settings: Settings
) -> None:
    stage.reset(None)
    stage.wait(timedelta(days=40))
    token = stage.customer_token("c1")
    signed_in = read_token(settings.customer_token_key, token, settings.clock.now())
    assert isinstance(signed_in, SignedIn)
    assert signed_in.customer == "c1"


def test_an_instance_in_use_gives_tokens_and_nothing_else(settings: Settings) -> None:
    stage = RunningStage(settings)
    assert stage.customer_token("c1")
    stage.reset(ORDERS)
    for act in (
        lambda: stage.wait(timedelta(1)),
        lambda: stage.change_order(NUMBER, {}),
        lambda: stage.act_as_staff("approve"),
        lambda: stage.show_order(NUMBER),
        stage.new_orders,
    ):
        with pytest.raises(StageError, match="--url"):
            act()
