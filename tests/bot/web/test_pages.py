"""Pages, the demo's own answers, and whether the instance is ready."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bot.web.conftest import World


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    (dist / "index.html").write_text("<h1>Lark Sports</h1>")
    (dist / "order-support.js").write_text("customElements")
    (dist / "desk.html").write_text("<title>Desk</title>")
    (dist / "demo").mkdir()
    (dist / "demo" / "shop.css").write_text("h1 {}")
    (dist.parent / "secret.txt").write_text("secret")
    return dist


@pytest.fixture
def settings(dist: Path) -> dict[str, Any]:
    return {"pages": dist, "demo_shop": True}


async def test_the_shop_page_and_the_widget_are_served(world: World) -> None:
    page = await world.http.get("/")
    assert (page.status_code, page.text) == (200, "<h1>Lark Sports</h1>")
    widget = await world.http.get("/widget.js")
    assert widget.headers["content-type"].startswith(("text/javascript", "application/javascript"))
    assert (await world.http.get("/demo/shop.css")).text == "h1 {}"


@pytest.mark.parametrize("path", ["/desk", "/desk/", "/desk.html"])
async def test_the_desk_stands_in_no_other_page_and_takes_nothing_from_elsewhere(
    world: World, path: str
) -> None:
    page = await world.http.get(path)
    assert (page.status_code, page.text) == (200, "<title>Desk</title>")
    rules = page.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(rules)
    assert "frame-ancestors 'none'" in rules
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["cross-origin-resource-policy"] == "same-origin"
    assert page.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/desk/inbox", "/Desk", "/desk.htm"])
async def test_what_only_resembles_the_address_of_the_desk_is_not_found(
    world: World, path: str
) -> None:
    answer = await world.http.get(path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


async def test_nothing_is_written_to_the_page_of_the_desk(world: World) -> None:
    assert (await world.http.post("/desk")).status_code == 405


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/demo/..%2f..%2fsecret.txt"]
)
async def test_nothing_beside_the_pages_is_served(world: World, path: str) -> None:
    answer = await world.http.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


async def test_one_may_sign_in_as_any_customer_of_the_demo(world: World) -> None:
    found = (await world.http.get("/demo/customers")).json()
    assert [set(customer) for customer in found] == [{"id", "name", "locale", "token"}] * 2
    headers = {"Authorization": f"Bearer {found[0]['token']}"}
    assert (await world.http.get("/demo/orders", headers=headers)).json() == []
    me = await world.open(customer_token=found[0]["token"])
    assert (await world.say(me, id="1", text="hi")).status_code == 200


@pytest.mark.parametrize("token", ["", "x.y.z"])
async def test_orders_of_the_demo_need_a_token(world: World, token: str) -> None:
    headers = {"Authorization": f"Bearer{token and ' '}{token}"}
    answer = await world.http.get("/demo/orders", headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "customer_token")


async def test_the_door_is_ready_when_rasa_has_a_model(world: World) -> None:
    ready = await world.http.get("/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (200, True)
    world.rasa.healthy = False
    without = await world.http.get("/readyz")
    assert without.status_code == 503
    assert without.json() == {"ready": False, "rasa": False, "actions": True, "database": True}
    assert (await world.http.get("/healthz")).status_code == 200


class TestNoDemo:
    @pytest.fixture
    def settings(self, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
        return {"pages": Path("nowhere")}

    async def test_a_shop_that_is_no_demo_tells_nobody_its_customers(self, world: World) -> None:
        for path in ("/demo/customers", "/demo/orders"):
            assert (await world.http.get(path)).status_code == 404

    async def test_pages_that_are_not_built_are_not_found(self, world: World) -> None:
        for path in ("/", "/widget.js", "/desk", "/demo/shop.css"):
            answer = await world.http.get(path)
            assert answer.status_code == 404
            assert answer.json()["error"]["message"]
