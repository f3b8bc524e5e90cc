"""The whole product, started once: what tests may know and do behind the shopper's back."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversations import history
from bot.conversations.database import open_store
from bot.conversations.history import InQueue
from bot.converse.instance import PrivateInstance, private_instance
from bot.converse.stage import PrivateStage
from bot.desk.accounts import Added, Role, add_staff
from bot.desk.audit import COMMAND
from bot.instance import address
from bot.setup import DEMO_SHOP

SHOP_ZONE = ZoneInfo("Asia/Shanghai")


class Product:
    """A private instance with the demo shop, the trained model and everything else for real."""

    def __init__(self, instance: PrivateInstance, stage: PrivateStage) -> None:
        self.url = address(instance.settings)
        self._instance = instance
        self._stage = stage

    def reset(self) -> None:
        """The demo shop as on its first day, and no conversations."""
        self._stage.reset(DEMO_SHOP)

    def order(self, number: str) -> dict[str, Any]:
        """As `show-order NUMBER --json` prints it."""
        order = self._stage.show_order(number)
        assert order is not None, number
        return dict(order)

    def done_for(self, number: str) -> list[tuple[str, str]]:
        """Kind and status of everything that was done for the order."""
        return [(remedy["kind"], remedy["status"]) for remedy in self.order(number)["remedies"]]

    def write_as_staff(self, text: str) -> None:
        """To the shopper who came last."""
        self._stage.act_as_staff(text)

    def in_queue(self) -> tuple[InQueue, ...]:
        store = open_store(self._instance.settings.database_url, self._instance.settings.clock)
        try:
            return history.in_queue(store)
        finally:
            store.engine.dispose()

    def hire(self, name: str, role: Role) -> str:
        """An account for the desk; its password."""
        store = open_store(self._instance.settings.database_url, self._instance.settings.clock)
        try:
            made = add_staff(store, name, role, COMMAND)
        finally:
            store.close()
        assert isinstance(made, Added), made
        return made.password

    def wait(self, span: timedelta) -> None:
        """Moves the one clock of the instance."""
        self._stage.wait(span)

    def now(self) -> datetime:
        return self._instance.settings.clock.now()

    def open_hours(self) -> None:
        """It is ten in the morning of the next day in the shop's time zone."""
        morning = self.now().astimezone(SHOP_ZONE) + timedelta(days=1)
        self.wait(morning.replace(hour=10, minute=0) - self.now())

    def kill_door(self) -> None:
        """As a crash would; whoever keeps the instance running starts it again."""
        os.kill(_child(self._instance.pid, "serve"), signal.SIGKILL)

    def wait_until_ready(self) -> None:
        self._instance.wait_until_ready()


@contextmanager
def running_product() -> Iterator[Product]:
    """Starts it and waits until it answers."""
    with (
        private_instance(DEMO_SHOP="1") as instance,
        closing(PrivateStage(instance.settings)) as stage,
    ):
        product = Product(instance, stage)
        product.reset()
        product.wait_until_ready()
        yield product


def _child(parent: int, command: str) -> int:
    """Id of the process started by `parent` whose command line ends with `command`."""
    for process in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        line = Path(f"/proc/{process}/cmdline").read_bytes().decode().split("\0")
        if command in line[-2:]:
            return int(process)
    raise AssertionError(f"{command} does not run")
