"""What one instance consists of, Rasa, the actions and the door, and whether it answers yet."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

from bot.processes import Program, Say, is_port_free
from bot.settings import ROOT, Settings
from bot.supervisor import keep_running

LOOPBACK = "127.0.0.1"
READY_SECONDS = 180.0

# A turn is small work: more threads than one per process only get in each other's way.
_LEAN = {
    "PYTHONUNBUFFERED": "1",
    # Compiled once and not at every start, also where the environment says otherwise.
    "PYTHONDONTWRITEBYTECODE": "",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_RASA = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}


class NoModel(Exception):
    """No model has been released yet."""


class PortInUse(Exception):
    """Somebody listens where this instance should; the message says how to choose another port."""


class NotReady(Exception):
    """The instance did not answer in time; the message says where to look."""


def model_of(settings: Settings) -> Path:
    """The model that Rasa is started with: the one set, else the released one. Raises NoModel."""
    if settings.model_file is None:
        return released_model()
    if not settings.model_file.is_file():
        raise NoModel(f"MODEL_FILE names no file: {settings.model_file}")
    return settings.model_file


def released_model() -> Path:
    """The model file that `models/released` names. Raises NoModel where there is none."""
    released = ROOT / "models" / "released"
    if released.exists():
        model = released.parent / released.read_text(encoding="utf-8").strip()
        if model.is_file():
            return model
    raise NoModel("No model is released yet; `make train` trains and releases one.")


def check_ports(settings: Settings) -> None:
    """Raises PortInUse for the first port that is taken."""
    wanted = (
        (settings.host, settings.port, "PORT"),
        (LOOPBACK, settings.rasa_port, "RASA_PORT"),
        (LOOPBACK, settings.actions_port, "ACTIONS_PORT"),
    )
    for host, port, variable in wanted:
        if not is_port_free(host, port):
            raise PortInUse(
                f"Port {port} is in use. Choose another one, for example {variable}={port + 100}; "
                "RASA_PORT and ACTIONS_PORT follow PORT when they are not set."
            )


def programs(settings: Settings) -> tuple[Program, Program, Program]:
    """Rasa, the action server and the front door, as this instance runs them.

    Raises NoModel.
    """
    model_of(settings)
    return (
        _program("rasa", ("bot.rasa_server",), _RASA),
        _program("actions", _actions_command(settings), {"SANIC_HOST": LOOPBACK}),
        _program("door", ("bot", "serve"), {}),
    )


def _program(name: str, module: tuple[str, ...], environment: Mapping[str, str]) -> Program:
    return Program(name, (sys.executable, "-m", *module), {**_LEAN, **environment}, ROOT)


def _actions_command(settings: Settings) -> tuple[str, ...]:
    # The SDK's own command: `rasa run actions` does the same and loads TensorFlow for it.
    return ("rasa_sdk", "--actions", "actions", "--port", str(settings.actions_port))


async def run_instance(settings: Settings, say: Say, stop: asyncio.Event) -> None:
    """Start everything, say when it answers, and keep it running until `stop`.

    Raises NoModel, PortInUse, OSError or NotReady; then nothing is left running.
    """
    check_ports(settings)
    started = time.monotonic()
    say("Starting Rasa, the actions and the front door ...")
    logs = settings.var / "log"
    ended = asyncio.Event()
    keeping = asyncio.create_task(keep_running(programs(settings), logs, say, ended))
    stopping = asyncio.create_task(stop.wait())
    waiting = asyncio.create_task(until_ready(settings))
    try:
        await asyncio.wait({keeping, stopping, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if waiting.done():
            waiting.result()
            say(f"Ready after {time.monotonic() - started:.1f} s.")
            _say_where(settings, say)
            await asyncio.wait({keeping, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (waiting, stopping):
            task.cancel()
        ended.set()
        await keeping


def _say_where(settings: Settings, say: Say) -> None:
    what = "shop page with the chat" if settings.demo_shop else "chat"
    say(f"  {what}: {address(settings)}")
    say(f"  desk of the staff: {address(settings)}/desk")
    say(f"  logs: {settings.var / 'log'}")
    say("  Ctrl-C stops everything.")


def address(settings: Settings) -> str:
    """Where a browser on this machine finds the door."""
    host = LOOPBACK if settings.host in ("", "0.0.0.0", "::") else settings.host
    return f"http://{host}:{settings.port}"


async def until_ready(settings: Settings, seconds: float = READY_SECONDS) -> None:
    """Returns once a chat message would be answered. Raises NotReady after `seconds`."""
    deadline = time.monotonic() + seconds
    async with httpx.AsyncClient(base_url=address(settings), trust_env=False) as client:
        while time.monotonic() < deadline:
            try:
                if (await client.get("/readyz", timeout=5)).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise NotReady(
        f"It did not answer within {seconds:g} s; see the logs in {settings.var / 'log'}"
    )
