"""The commands about the shop: migrate, import-orders, show-order, customer-token."""

from __future__ import annotations

import json
import stat
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions.shop.backends.sql import SqlOrders
from actions.shop.engine import make_engine
from actions.shop.order import RefundStatus
from bot.__main__ import main
from bot.customer_token import SignedIn, read_token
from tests.actions.shop.order_files import NUMBER, a_file


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private folder for state; no variable of whoever runs the tests counts."""
    for name in ("DATABASE_URL", "CUSTOMER_TOKEN_KEY", "CLOCK_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


FINE = {"orders__0__ship_by": None, "orders__0__shipments__0__slot": None}


def written(folder: Path, content: Any) -> str:
    file = folder / "orders.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return str(file)


def shown(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["show-order", NUMBER, "--json"]) == 0
    order: dict[str, Any] = json.loads(capsys.readouterr().out)
    return order


def test_a_file_is_imported_into_a_new_shop_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-orders", written(tmp_path, a_file())]) == 0
    said = capsys.readouterr().out
    assert "1 orders, 1 customers, 1 products and 1 sellers (order-support)" in said


def test_a_bad_file_fails_with_the_path_and_imports_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, a_file(orders__0__lines__0__unit_price="1.999"))
    assert main(["import-orders", file]) == 1
    said = capsys.readouterr().err
    assert "orders[0].lines[0].unit_price: must be an amount" in said
    assert "Nothing was imported." in said
    assert main(["show-order", NUMBER]) == 1


def test_an_order_is_imported_twice_only_when_told_to_replace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, a_file())
    assert main(["import-orders", file]) == 0
    assert main(["import-orders", file]) == 1
    assert f"orders[0].number: the shop has {NUMBER} already" in capsys.readouterr().err
    assert main(["import-orders", file, "--replace"]) == 0


@pytest.mark.parametrize("name", ["nowhere.json", ""])
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / name)
    assert main(["import-orders", file]) == 1
    assert capsys.readouterr().err.startswith(f"{file}: ")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["import-orders", written(tmp_path, a_file()), "--format", "csv"])


def test_a_format_may_be_named(tmp_path: Path) -> None:
    file = written(tmp_path, a_file())
    assert main(["import-orders", file, "--format", "tau-retail"]) == 1
    assert main(["import-orders", file, "--format", "order-support"]) == 0


def test_an_order_is_shown_in_the_shape_of_order_files_with_what_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import-orders", written(tmp_path, a_file(orders__0__ship_by="-2d"))])
    order = shown(capsys)
    file = a_file()["orders"][0]
    for key in ("number", "customer", "status", "total", "shipping_fee", "addresses"):
        assert order[key] == file[key]
    assert order["payments"][0]["amount"] == "399.00"
    assert order["shipments"][0]["slot"] == {"date": "2026-11-20", "from": "09:00", "to": "12:00"}
    (finding,) = order["findings"]
    assert (finding["kind"], finding["cause"]) == ("not_shipped_late", "seller")
    assert finding["since"] == order["ship_by"]
    assert order["remedies"] == []


def test_where_nothing_is_wrong_the_finding_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import-orders", written(tmp_path, a_file(**FINE))])
    (finding,) = shown(capsys)["findings"]
    assert (finding["kind"], finding["cause"], finding["since"]) == ("nothing_wrong", None, None)


def test_an_order_is_shown_to_people_in_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import-orders", written(tmp_path, a_file(**FINE))])
    capsys.readouterr()
    assert main(["show-order", NUMBER]) == 0
    said = capsys.readouterr().out
    for words in (f"{NUMBER}  confirmed  399.00 CNY", "2 x 疾风跑鞋", "HE123456", "nothing_wrong"):
        assert words in said


def test_an_order_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show-order", "LK000000000000"]) == 1
    assert "There is no order LK000000000000." in capsys.readouterr().err


def test_what_happens_while_a_file_is_looked_at_is_seen_afterwards(
    tmp_path: Path, var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import-orders", written(tmp_path, a_file())])
    engine = make_engine(f"sqlite:///{var / 'shop.db'}")
    with Session(engine, future=True) as session:
        now = datetime.now(timezone.utc)
        orders = SqlOrders(session)
        orders.refund(NUMBER, "p1", Decimal("5.00"), RefundStatus.SENT, now, "late", "R-1")
        # A writer that has not finished holds up no reader.
        assert len(shown(capsys)["refunds"]) == 1
        session.commit()
    assert [refund["amount"] for refund in shown(capsys)["refunds"]] == ["9.00", "5.00"]


def test_a_token_signs_its_customer_in(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["customer-token", "c1"]) == 0
    token = capsys.readouterr().out.strip()
    (key,) = var.glob("customer_token*.key")
    signed_in = read_token(key.read_text().strip(), token, datetime.now(timezone.utc))
    assert isinstance(signed_in, SignedIn)
    assert signed_in.customer == "c1"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_key_that_is_set_is_used_and_none_is_made(
    var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CUSTOMER_TOKEN_KEY", "k" * 32)
    main(["customer-token", "c1"])
    token = capsys.readouterr().out.strip()
    assert isinstance(read_token("k" * 32, token, datetime.now(timezone.utc)), SignedIn)
    assert list(var.glob("customer_token*.key")) == []
