"""On SQLite a unit of work that only reads waits for nobody, and one that writes never fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.shop.engine import LATER, READING, make_engine


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = make_engine(f"sqlite:///{tmp_path / 'shop.db'}")
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE counted (number INTEGER)"))
        connection.execute(text("INSERT INTO counted VALUES (0)"))
    return made


@pytest.mark.parametrize("begins", [READING, LATER])
def test_a_reader_waits_for_no_writer(engine: Engine, begins: str) -> None:
    with engine.begin() as writer:
        writer.execute(text("UPDATE counted SET number = 1"))
        with engine.execution_options(begins=begins).connect() as reader:
            assert reader.execute(text("SELECT number FROM counted")).scalar() == 0


def test_who_read_before_another_wrote_still_writes(engine: Engine) -> None:
    with engine.execution_options(begins=LATER).begin() as later:
        assert later.execute(text("SELECT number FROM counted")).scalar() == 0
        with engine.begin() as other:
            other.execute(text("UPDATE counted SET number = 1"))
        later.execute(text("UPDATE counted SET number = number + 1"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT number FROM counted")).scalar() == 2


def test_what_became_a_writer_is_rolled_back_whole(engine: Engine) -> None:
    def write_and_fail() -> None:
        with engine.execution_options(begins=LATER).begin() as later:
            later.execute(text("SELECT number FROM counted"))
            with later.begin_nested():
                later.execute(text("UPDATE counted SET number = 5"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT number FROM counted")).scalar() == 0
