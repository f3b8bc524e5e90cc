"""A private instance for conversation tests: ports, folder, clock and database of its own."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from actions.shop.engine import make_engine
from bot.instance import address
from bot.migrations.running import migrate
from bot.processes import Program, end_apart, free_ports, start_apart
from bot.settings import ROOT, Settings, load_settings

_READY_SECONDS = 180.0
_LAST_CHARACTERS = 4000


class NotStarted(Exception):
    """The instance ended or never answered; the message shows what it said."""


class PrivateInstance:
    """A whole instance that nobody else uses. `settings` are its own."""

    def __init__(self, settings: Settings, environment: dict[str, str], folder: Path) -> None:
        self.settings = settings
        self._output = folder / "output.txt"
        self._read = 0
        command = (sys.executable, "-m", "bot", "start")
        self._process = start_apart(Program("start", command, environment, ROOT), self._output)

    @property
    def pid(self) -> int:
        """Id of the process that keeps all others of the instance running."""
        return self._process.pid

    def wait_until_ready(self, seconds: float = _READY_SECONDS) -> None:
        """Raises NotStarted if it ends or does not answer in time."""
        deadline = time.monotonic() + seconds
        with httpx.Client(base_url=address(self.settings), trust_env=False) as client:
            while time.monotonic() < deadline and self._process.poll() is None:
                try:
                    if client.get("/readyz", timeout=5).status_code == httpx.codes.OK:
                        self.said()
                        return
                except httpx.TransportError:
                    pass
                time.sleep(0.1)
        raise NotStarted(f"The private instance did not start:\n{self.said()}")

    def said(self) -> str:
        """What the instance complained of since the last call: warnings of its programs."""
        with self._output.open("rb") as file:
            file.seek(self._read)
            new = file.read()
        self._read += len(new)
        return new.decode("utf-8", "replace")[-_LAST_CHARACTERS:]

    def end(self) -> None:
        end_apart(self._process)


@contextmanager
def private_instance(**variables: str) -> Iterator[PrivateInstance]:
    """Starts one, gives it at once, not yet ready, and leaves nothing behind.

    `variables` are set in its environment, such as `DEMO_SHOP="1"`.
    """
    with tempfile.TemporaryDirectory(prefix="order-support-") as name:
        folder = Path(name)
        environment = _environment(folder) | variables
        settings = load_settings(environment)
        engine = make_engine(settings.database_url)
        migrate(engine)
        engine.dispose()
        instance = PrivateInstance(settings, environment, folder)
        try:
            yield instance
        finally:
            instance.end()


def _environment(folder: Path) -> dict[str, str]:
    """Every variable that instances know, so that nothing of the caller's own instance is used."""
    door, rasa, actions = (str(port) for port in free_ports(3))
    own = {
        "VAR_DIR": str(folder),
        "CLOCK_FILE": str(folder / "clock"),
        "HOST": "127.0.0.1",
        "PORT": door,
        "RASA_PORT": rasa,
        "ACTIONS_PORT": actions,
        # Conversations are played faster than anybody types.
        "MESSAGES_PER_MINUTE": "1000000",
        "UPLOADS_PER_MINUTE": "1000000",
        "CONVERSATIONS_PER_HOUR": "1000000",
    }
    return dict.fromkeys(_NOT_THE_CALLERS, "") | own


_NOT_THE_CALLERS = (
    "DATABASE_URL",
    "TRACKER_DATABASE_URL",
    "RASA_URL",
    "ACTIONS_URL",
    "CUSTOMER_TOKEN_KEY",
    "RASA_CHANNEL_SECRET",
    "RASA_AUTH_TOKEN",
    "SHOP_ORIGINS",
    "FRAME_ANCESTORS",
    "DEMO_SHOP",
    "MODEL_FILE",
    "ENDPOINTS_FILE",
    "POLICY_FILE",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
)
