"""The steps before a start: which are taken, what is said, what happens when one fails."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import insert

from actions.shop.engine import make_engine
from actions.shop.tables import customers, metadata
from bot import setup
from bot.__main__ import main
from bot.settings import Settings, load_settings
from bot.setup import Step, StepFailed, set_up


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"VAR_DIR": str(tmp_path), "DEMO_SHOP": "1"})


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Steps `python -m bot one` and so on, which write their name to the file given back."""
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot/__main__.py").write_text(
        "import sys, time\n"
        "name = sys.argv[1]\n"
        "open('taken', 'a').write(name + '\\n')\n"
        "if name == 'bad': sys.exit('it broke')\n"
        "if name == 'slow': time.sleep(600)\n"
    )
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    return tmp_path / "taken"


def use(monkeypatch: pytest.MonkeyPatch, *steps: Step) -> None:
    monkeypatch.setattr(setup, "STEPS", steps)


ONE = Step("one", "Doing one", ("one",))
UNWANTED = Step("unwanted", "Doing what is not wanted", ("unwanted",), lambda settings: False)
TWO = Step("two", "Doing two", ("two",))
BAD = Step("bad", "Doing badly", ("bad",))
SLOW = Step("slow", "Doing long", ("slow",))


async def test_the_steps_are_taken_in_their_order(
    settings: Settings, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, ONE, UNWANTED, TWO)
    assert await set_up(settings, lambda line: None, asyncio.Event(), ["two", "unwanted", "one"])
    assert steps.read_text().split() == ["one", "two"]


async def test_only_the_steps_named_are_taken(
    settings: Settings, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, ONE, TWO)
    assert await set_up(settings, lambda line: None, asyncio.Event(), ["two"])
    assert steps.read_text().split() == ["two"]


async def test_a_step_that_fails_ends_it_with_its_last_words(
    settings: Settings, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, BAD, TWO)
    with pytest.raises(StepFailed, match=r"Doing badly failed \(python -m bot bad\):\nit broke"):
        await set_up(settings, lambda line: None, asyncio.Event(), ["bad", "two"])
    assert steps.read_text().split() == ["bad"]


async def test_a_long_step_is_told_and_ends_when_stopped(
    settings: Settings, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, SLOW, TWO)
    monkeypatch.setattr(setup, "_WORTH_A_LINE", 0.0)
    stop = asyncio.Event()
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        stop.set()

    assert not await asyncio.wait_for(set_up(settings, say, stop, ["slow", "two"]), 20)
    assert said == ["Doing long ..."]


def test_the_demo_shop_is_filled_only_where_it_is_wanted_and_nothing_is_there(
    tmp_path: Path,
) -> None:
    [fill] = [step for step in setup.STEPS if step.name == "shop"]
    demo = load_settings({"VAR_DIR": str(tmp_path), "DEMO_SHOP": "1"})
    assert fill.wanted(demo)
    assert not fill.wanted(load_settings({"VAR_DIR": str(tmp_path)}))
    engine = make_engine(demo.database_url)
    metadata.create_all(engine)
    assert fill.wanted(demo)
    with engine.begin() as connection:
        row = {"id": "c1", "name": "Lin", "locale": "zh", "notices": True}
        connection.execute(insert(customers), [row])
    engine.dispose()
    assert not fill.wanted(demo)


def test_every_step_is_a_command_that_exists() -> None:
    for step in setup.STEPS:
        with pytest.raises(SystemExit) as ended:
            main([step.command[0], "--help"])
        assert ended.value.code == 0


def test_the_order_file_of_the_demo_shop_is_there() -> None:
    assert setup.DEMO_SHOP.is_file()
