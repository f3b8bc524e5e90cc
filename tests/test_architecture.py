"""Reads the imports and holds the arrows between the rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
ROOMS = ("actions", "bot")
WEB = ("starlette", "uvicorn", "socketio", "engineio", "bot.web")
HEAVY = ("rasa", "tensorflow", "sklearn")

# Whatever stands on the left never imports what stands on the right.
NEVER = [
    ("actions", ("bot", "rasa", "tests")),
    ("actions.shop", ("rasa_sdk", "sanic", *WEB)),
    ("actions.shop.diagnosis", ("sqlalchemy", "httpx", "actions.shop.tables")),
    ("actions.shop.policy", ("sqlalchemy", "httpx", "actions.shop.tables")),
    ("bot", ("tests",)),
    ("bot.conversations", ("rasa", "rasa_sdk", "bot.desk", "bot.monitor", "bot.workbench", *WEB)),
    ("bot.converse", ("rasa", "bot.desk", *WEB)),
    ("bot.desk", ("rasa", "rasa_sdk", "bot.monitor", "bot.workbench", *WEB)),
    ("bot.monitor", ("rasa", "bot.desk", *WEB)),
    ("bot.workbench", ("bot.desk", *WEB)),
    ("bot.web", HEAVY),
    ("bot.nlu", WEB),
]
# What the front door is made of.
FRONT = ("bot.web", "bot.conversations", "bot.desk")
READS_THE_ENVIRONMENT = {"actions/wiring.py", "bot/settings.py"}
# Starting a program means handing one's own environment on.
HANDS_THE_ENVIRONMENT_ON = {"bot/processes.py", "bot/training.py"}
TELLS_THE_TIME = {"actions/shop/clock.py"}


def files() -> list[Path]:
    return [path for room in ROOMS for path in sorted((HOME / room).rglob("*.py"))]


def module_of(path: Path) -> str:
    parts = path.relative_to(HOME).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_in(nodes: Iterator[ast.AST], module: str) -> Iterator[str]:
    """Names of imported modules; `from a import b` gives both `a` and `a.b`."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative imports hide the arrows"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_load(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when the module is loaded: all but functions and what only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        yield child
        yield from at_load(child)


IMPORTS = {
    module_of(path): set(imports_in(ast.walk(tree_of(path)), module_of(path))) for path in files()
}
LOADED = {
    module_of(path): set(imports_in(at_load(tree_of(path)), module_of(path))) for path in files()
}


def is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(room + ".")


def is_in_any(module: str, rooms: tuple[str, ...]) -> bool:
    return any(is_in(module, room) for room in rooms)


@pytest.mark.parametrize(("room", "never"), NEVER, ids=[room for room, _ in NEVER])
def test_no_room_imports_what_it_must_not_know(room: str, never: tuple[str, ...]) -> None:
    wrong = [
        f"{module} imports {name}"
        for module, names in IMPORTS.items()
        if is_in(module, room)
        for name in names
        if is_in_any(name, never)
    ]
    assert wrong == []


def test_the_shop_knows_no_other_room() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, names in IMPORTS.items()
        if is_in(module, "actions.shop")
        for name in names
        if is_in_any(name, ROOMS) and not is_in(name, "actions.shop")
    ]
    assert wrong == []


def loaded_by(module: str) -> set[str]:
    """Every module of ours, and every outside name, that loading this one loads."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        parent = name.rpartition(".")[0]
        waiting.extend([*LOADED.get(name, ()), *([parent] if parent in LOADED else [])])
    return found


@pytest.mark.parametrize("module", sorted(m for m in IMPORTS if is_in_any(m, FRONT)))
def test_the_front_door_loads_no_machine_learning_not_even_through_others(module: str) -> None:
    assert [name for name in loaded_by(module) if is_in_any(name, HEAVY)] == []


def test_the_actions_load_neither_rasa_nor_the_web_even_through_others() -> None:
    loaded = set().union(*(loaded_by(m) for m in IMPORTS if is_in(m, "actions")))
    assert [name for name in loaded if is_in_any(name, ("rasa", "bot", *WEB))] == []


def mentions(path: Path, owner: str, names: set[str]) -> list[int]:
    """Lines of `owner.name`, such as `os.environ`."""
    return [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr in names
        and isinstance(node.value, ast.Name)
        and node.value.id == owner
    ]


def test_the_environment_is_read_in_one_place_per_room() -> None:
    wrong = [
        f"{path.relative_to(HOME)}:{line}"
        for path in files()
        if str(path.relative_to(HOME)) not in READS_THE_ENVIRONMENT | HANDS_THE_ENVIRONMENT_ON
        for line in mentions(path, "os", {"environ", "getenv", "putenv"})
    ]
    assert wrong == []


def test_the_time_is_asked_of_the_one_clock() -> None:
    wrong = [
        f"{path.relative_to(HOME)}:{line}"
        for path in files()
        if str(path.relative_to(HOME)) not in TELLS_THE_TIME
        for line in mentions(path, "datetime", {"now", "utcnow", "today"})
    ]
    assert wrong == []


def test_every_room_of_the_list_is_still_there() -> None:
    """A room renamed would let its arrow pass unseen; rooms to come are left out of it."""
    rooms_to_come = {"bot.monitor", "bot.workbench"}
    missing = [room for room, _ in NEVER if not any(is_in(module, room) for module in IMPORTS)]
    assert set(missing) <= rooms_to_come


def test_only_the_door_and_commands_know_the_desk() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, names in IMPORTS.items()
        if not is_in_any(module, ("bot.desk", "bot.web", "bot.commands"))
        for name in names
        if is_in(name, "bot.desk")
    ]
    assert wrong == []
