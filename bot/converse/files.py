"""Reads files of conversations. Every mistake is an error that names the file and the key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.converse.plain_yaml import read_plainly
from bot.converse.script import Act, Conversation, Step

_FILE_KEYS = frozenset({"orders", "conversations"})
_CONVERSATION_KEYS = frozenset({"name", "customer", "steps", "after", "new_orders"})
_EXPECTATION_KEYS = frozenset({"bot", "not", "handled_by"})
_HANDLERS = ("bot", "queue", "staff")
_LOCALES = ("zh", "en")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class FormatError(Exception):
    """A file cannot be played; the message is `file:key: what is wrong`."""


class _Place:
    """Where in which file we are, to say so."""

    def __init__(self, file: Path, key: str = "") -> None:
        self.file = file
        self.key = key

    def under(self, key: str | int) -> _Place:
        if isinstance(key, int):
            return _Place(self.file, f"{self.key}[{key}]")
        return _Place(self.file, f"{self.key}.{key}" if self.key else key)

    def error(self, what: str) -> FormatError:
        return FormatError(f"{self.file}:{self.key or '(file)'}: {what}")


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and all `*.yml` below the folders named, in a steady order."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix in (".yml", ".yaml"))
            if not inside:
                raise FormatError(f"{path}: no conversations (*.yml) in this folder")
            found.update(dict.fromkeys(inside))
        elif path.is_file():
            found[path] = None
        else:
            raise FormatError(f"{path}: no such file or folder")
    return list(found)


def load_conversations(file: Path) -> list[Conversation]:
    """Everything one file says. Raises FormatError."""
    place = _Place(file)
    try:
        document = read_plainly(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise place.error(f"not readable as YAML: {' '.join(str(error).split())}") from error
    content = _mapping(document, place, _FILE_KEYS)
    orders = _orders(content.get("orders"), place.under("orders"))
    items = _list(content.get("conversations"), place.under("conversations"))
    if not items:
        raise place.under("conversations").error("must hold at least one conversation")
    return [
        _conversation(item, orders, place.under("conversations").under(i))
        for i, item in enumerate(items)
    ]


def _orders(value: Any, place: _Place) -> Path | Mapping[str, Any] | None:
    if value is None or isinstance(value, dict):
        return value
    if isinstance(value, str):
        return (place.file.parent / value).resolve()
    raise place.error("must be a file name or an order document")


def _conversation(
    value: Any, orders: Path | Mapping[str, Any] | None, place: _Place
) -> Conversation:
    content = _mapping(value, place, _CONVERSATION_KEYS)
    steps = _list(content.get("steps"), place.under("steps"))
    if not steps:
        raise place.under("steps").error("must hold at least one step")
    after = content.get("after")
    if after is not None:
        after = {str(k): v for k, v in _mapping(after, place.under("after")).items()}
    new_orders = content.get("new_orders")
    if "new_orders" in content:
        new_orders = tuple(_list(new_orders, place.under("new_orders")))
    customer = content.get("customer")
    return Conversation(
        file=place.file,
        name=_text(content.get("name"), place.under("name")),
        steps=tuple(_step(step, place.under("steps").under(i)) for i, step in enumerate(steps)),
        orders=orders,
        customer=None if customer is None else _text(customer, place.under("customer")),
        after=after,
        new_orders=new_orders,
    )


def _step(value: Any, place: _Place) -> Step:
    acts = {str(act) for act in Act}
    content = _mapping(value, place, _EXPECTATION_KEYS | acts)
    named = [key for key in content if key in acts]
    if len(named) != 1:
        raise place.error(f"must hold exactly one of {', '.join(sorted(acts))}; has {named}")
    act = Act(named[0])
    handled_by = content.get("handled_by")
    if handled_by is not None and handled_by not in _HANDLERS:
        raise place.under("handled_by").error(f"must be one of {', '.join(_HANDLERS)}")
    return Step(
        act=act,
        value=_VALUES[act](content[act], place.under(str(act))),
        says=_texts(content.get("bot"), place.under("bot")),
        never_says=_texts(content.get("not"), place.under("not")),
        handled_by=handled_by,
    )


def _mapping(value: Any, place: _Place, keys: frozenset[str] | None = None) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise place.error("must be a mapping (key: value)")
    for key in value:
        if keys is not None and key not in keys:
            raise place.under(str(key)).error(f"unknown key; known are {', '.join(sorted(keys))}")
    return value


def _list(value: Any, place: _Place) -> list[Any]:
    if not isinstance(value, list):
        raise place.error("must be a list")
    return value


def _text(value: Any, place: _Place) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise place.error("must be a text")
    return str(value)


def _texts(value: Any, place: _Place) -> tuple[str, ...]:
    if value is None:
        return ()
    texts = value if isinstance(value, list) else [value]
    for i, text in enumerate(texts):
        # An empty text occurs everywhere: it would expect nothing.
        if not _text(text, place.under(i)):
            raise place.under(i).error("must not be empty")
    return tuple(str(text) for text in texts)


def _burst(value: Any, place: _Place) -> tuple[str, ...]:
    texts = _list(value, place)
    if not texts:
        raise place.error("must hold at least one text")
    return tuple(_text(text, place.under(i)) for i, text in enumerate(texts))


def _form(value: Any, place: _Place) -> dict[str, Any]:
    form = _mapping(value, place, frozenset({"type", "values"}))
    _text(form.get("type"), place.under("type"))
    _mapping(form.get("values"), place.under("values"))
    return form


def _upload(value: Any, place: _Place) -> Path:
    file = place.file.parent / _text(value, place)
    if not file.is_file():
        raise place.error(f"no such file: {value}")
    return file


def _wait(value: Any, place: _Place) -> timedelta:
    parts = re.fullmatch(r"(\d+)([smhd])", str(value))
    if parts is None:
        raise place.error("must be a number with s, m, h or d, such as 61m")
    return timedelta(**{_UNITS[parts[2]]: int(parts[1])})


def _shop(value: Any, place: _Place) -> dict[str, Any]:
    changes = _mapping(value, place)
    for number, change in changes.items():
        _mapping(change, place.under(str(number)))
    return {str(number): change for number, change in changes.items()}


def _locale(value: Any, place: _Place) -> str:
    if value not in _LOCALES:
        raise place.error(f"must be one of {', '.join(_LOCALES)}")
    return str(value)


_VALUES: dict[Act, Callable[[Any, _Place], Any]] = {
    Act.USER: _text,
    Act.BUTTON: _text,
    Act.FORM: _form,
    Act.UPLOAD: _upload,
    Act.WAIT: _wait,
    Act.SHOP: _shop,
    Act.SIGN_IN: _text,
    Act.LOCALE: _locale,
    Act.BURST: _burst,
    Act.STAFF: _text,
}
