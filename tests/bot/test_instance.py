"""Starting an instance: ports that are taken, a model that is missing, readiness."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import instance, rasa_server
from bot.instance import NoModel, NotReady, PortInUse, check_ports, run_instance, until_ready
from bot.processes import Program, free_ports
from bot.settings import Settings, load_settings

DOOR = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/readyz" else 404)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    door, rasa, actions = (str(port) for port in free_ports(3))
    ports = {"PORT": door, "RASA_PORT": rasa, "ACTIONS_PORT": actions}
    return load_settings({"VAR_DIR": str(tmp_path), **ports})


@pytest.fixture
def taken(settings: Settings) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", settings.actions_port)):
        yield settings.actions_port


def test_a_model_that_is_set_is_started_instead_of_the_released_one(tmp_path: Path) -> None:
    draft = tmp_path / "draft.tar.gz"
    settings = load_settings({"VAR_DIR": str(tmp_path), "MODEL_FILE": str(draft)})
    with pytest.raises(NoModel, match=r"draft\.tar\.gz"):
        instance.model_of(settings)
    draft.touch()
    assert instance.model_of(settings) == draft


def test_free_ports_pass(settings: Settings) -> None:
    check_ports(settings)


def test_a_port_in_use_is_named_with_the_way_to_choose_another(
    settings: Settings, taken: int
) -> None:
    with pytest.raises(PortInUse, match=rf"Port {taken} is in use.*ACTIONS_PORT={taken + 100}"):
        check_ports(settings)


async def test_with_a_port_in_use_nothing_is_started(
    settings: Settings, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def programs(settings: Settings) -> tuple[Program, ...]:
        raise AssertionError("nothing may be started")

    monkeypatch.setattr(instance, "programs", programs)
    said: list[str] = []
    with pytest.raises(PortInUse):
        await run_instance(settings, said.append, asyncio.Event())
    assert said == []


def test_without_a_released_model_the_error_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "ROOT", tmp_path)
    with pytest.raises(NoModel, match="make train"):
        instance.released_model()
    (tmp_path / "models").mkdir()
    (tmp_path / "models/released").write_text("one.tar.gz\n")
    with pytest.raises(NoModel):
        instance.released_model()
    (tmp_path / "models/one.tar.gz").touch()
    assert instance.released_model() == tmp_path / "models/one.tar.gz"


async def test_the_address_is_said_once_a_message_would_be_answered(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Program("door", (sys.executable, "-c", DOOR, str(settings.port)), {}, tmp_path)
    monkeypatch.setattr(instance, "programs", lambda settings: (door,))
    stop = asyncio.Event()
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if "Ctrl-C" in line:
            stop.set()

    await asyncio.wait_for(run_instance(settings, say, stop), 20)
    assert said[1].startswith("Ready after")
    assert said[2] == f"  chat: http://127.0.0.1:{settings.port}"
    assert f"  desk of the staff: http://127.0.0.1:{settings.port}/desk" in said
    # Everything has ended: the port is free again.
    check_ports(settings)


async def test_stopping_before_it_is_ready_ends_everything(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mute = Program("door", (sys.executable, "-c", "import time; time.sleep(600)"), {}, tmp_path)
    monkeypatch.setattr(instance, "programs", lambda settings: (mute,))
    stop = asyncio.Event()
    running = asyncio.create_task(run_instance(settings, lambda line: None, stop))
    await asyncio.sleep(0)
    stop.set()
    await asyncio.wait_for(running, 20)


async def test_an_instance_that_never_answers_is_an_error_that_names_the_logs(
    settings: Settings,
) -> None:
    with pytest.raises(NotReady, match="see the logs in"):
        await until_ready(settings, seconds=0.2)


def test_rasa_answers_on_the_loopback_alone_and_with_a_token(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasa_server, "model_of", lambda settings: tmp_path / "one.tar.gz")
    line = " ".join(rasa_server.arguments_of(settings))
    assert f"run --interface 127.0.0.1 --port {settings.rasa_port} --model " in line
    assert f"--enable-api --auth-token {settings.rasa_auth_token}" in line


def test_no_secret_stands_in_the_list_of_processes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "released_model", lambda: None)
    secrets = (
        settings.rasa_auth_token,
        settings.rasa_channel_secret,
        settings.customer_token_key,
    )
    for program in instance.programs(settings):
        assert not [secret for secret in secrets if secret in " ".join(program.command)]


def test_the_action_server_listens_on_the_loopback_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "released_model", lambda: None)
    [actions] = [p for p in instance.programs(settings) if p.name == "actions"]
    assert actions.environment["SANIC_HOST"] == "127.0.0.1"
