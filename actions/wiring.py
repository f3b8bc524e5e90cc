"""Where the actions meet their shop: the only place in `actions/` that reads the environment."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from sqlalchemy.engine import Engine

from actions.shop.clock import Clock
from actions.shop.engine import make_engine
from actions.shop.policy import POLICY_FILE, Policy, load_policy
from actions.shop.shop import Shop, open_shop

Answer = TypeVar("Answer")

HOME = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The database of `DATABASE_URL`, or the embedded one under `VAR_DIR` (`var/`)."""
    folder = Path(os.environ.get("VAR_DIR") or HOME / "var")
    return make_engine(os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'shop.db'}")


@lru_cache(maxsize=1)
def policy() -> Policy:
    return load_policy(POLICY_FILE)


@lru_cache(maxsize=1)
def clock() -> Clock:
    offset = os.environ.get("CLOCK_FILE")
    return Clock(Path(offset) if offset else None)


async def in_shop(work: Callable[[Shop], Answer]) -> Answer:
    """Do one unit of work at the shop, off the event loop, and commit it."""

    def run() -> Answer:
        with open_shop(engine(), policy(), clock()) as shop:
            return work(shop)

    return await asyncio.to_thread(run)
