"""`python -m bot converse`: its order, its refusals, its exit codes."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.converse import planned
from bot.converse.script import Act, Conversation, Step

TALKS = [Conversation(Path("t.yml"), str(i), (Step(Act.USER, "hi"),)) for i in range(20)]


def names(conversations: list[Conversation]) -> list[str]:
    return [conversation.name for conversation in conversations]


def test_without_a_seed_the_order_of_the_files_is_kept() -> None:
    assert planned(TALKS, None, 2) == [TALKS, TALKS]


def test_a_seed_gives_every_run_another_order_and_always_the_same() -> None:
    runs = [names(run) for run in planned(TALKS, 7, 3)]
    assert runs == [names(run) for run in planned(TALKS, 7, 3)]
    assert runs != [names(run) for run in planned(TALKS, 8, 3)]
    assert len({tuple(run) for run in runs}) == 3
    assert all(sorted(run) == sorted(names(TALKS)) for run in runs)


@pytest.fixture
def url() -> Iterator[str]:
    """An instance that answers every message with hello."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            reply = {"seq": 1, "from": "bot", "text": "hello", "buttons": []}
            answers = {
                "/api/chat/sessions": {"session_id": "s", "token": "t"},
                "/api/chat/messages": {"replies": [reply], "handled_by": "bot"},
            }
            body = json.dumps(answers[self.path]).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    file = tmp_path / "talk.yml"
    file.write_text(
        "conversations:\n"
        "- {name: one, steps: [{user: hi, bot: [hello]}]}\n"
        "- {name: two, steps: [{user: hi, bot: [bye]}]}\n"
    )
    return file


def test_what_passed_and_what_failed_is_told_and_failing_exits_with_1(
    talk: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["converse", str(talk), "--url", url]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"ok      {talk}: one (")
    assert lines[1:4] == [
        f"FAILED  {talk}: two",
        "  step 1 (user: hi)",
        "    expected 'bye'",
    ]
    assert lines[-1].startswith("1 failed, 1 passed in ")


def test_results_come_as_json_and_passing_exits_with_0(
    talk: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    talk.write_text(talk.read_text().replace("bye", "hello"))
    assert main(["converse", str(talk), "--url", url, "--json", "--repeat", "2"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["passed"], report["failed"]) == (4, 0)
    assert report["conversations"][0]["transcript"] == ["user: hi", "bot: hello"]


def test_several_runs_end_with_how_many_passed_every_time(
    talk: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["converse", str(talk), "--url", url, "--repeat", "2", "--shuffle", "1"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("run ")] == [
        "run 1 of 2",
        "run 2 of 2",
        "run 1: 1 of 2 passed",
        "run 2: 1 of 2 passed",
    ]
    assert "pass^2 = 0.500: 1 of 2 conversations passed every time" in lines
    assert f"  0 of 2: {talk}: two" in lines
    assert lines[-1].startswith("2 failed, 2 passed in ")


def test_coverage_needs_a_private_instance(
    talk: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["converse", str(talk), "--url", url, "--coverage"]) == 2
    assert "not with --url" in capsys.readouterr().err


@pytest.mark.parametrize(
    "more",
    [
        "orders: {}\n",
        "- {name: x, steps: [{user: hi}], after: {LK1: {}}}\n",
        "- {name: x, steps: [{user: hi}], new_orders: []}\n",
        "- {name: x, steps: [{wait: 1h}]}\n",
        "- {name: x, steps: [{staff: approve}]}\n",
        "- {name: x, steps: [{shop: {LK1: {}}}]}\n",
    ],
)
def test_with_a_url_what_needs_a_private_instance_is_refused(
    talk: Path, url: str, more: str, capsys: pytest.CaptureFixture[str]
) -> None:
    talk.write_text(talk.read_text() + more)
    assert main(["converse", str(talk), "--url", url]) == 2
    assert "not with --url" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("conversations: []", "conversations: must hold at least one"),
        ("orders: a.json\nconversations: [{name: x, steps: [{user: x}]}]", "no such file"),
    ],
)
def test_a_file_that_cannot_be_played_exits_with_2(
    talk: Path, content: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    talk.write_text(content)
    assert main(["converse", str(talk)]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("repeat", ["0", "-1", "many"])
def test_to_repeat_takes_a_number_above_0(talk: Path, repeat: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["converse", str(talk), "--repeat", repeat])
    assert ended.value.code == 2
