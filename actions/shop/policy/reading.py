"""A value of a rules file together with its place in the file, so that every error names it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar

Member = TypeVar("Member", bound=Enum)


class PolicyError(ValueError):
    """A rules file that cannot be used; the text starts with the path of the first bad value."""


class Node:
    """One value and its path. `end` complains of keys of a mapping that nobody asked for."""

    def __init__(self, value: Any, path: str = "") -> None:
        self._value = value
        self.path = path
        self._asked: set[str] = set()

    def fail(self, what: str) -> PolicyError:
        return PolicyError(f"{self.path or 'the file'}: {what}")

    def key(self, name: str) -> Node:
        found = self.find(name)
        if found is None:
            raise Node(None, self._below(name)).fail("is missing")
        return found

    def find(self, name: str) -> Node | None:
        """What stands under `name`, or None where nothing does."""
        mapping = self._mapping()
        self._asked.add(name)
        return Node(mapping[name], self._below(name)) if name in mapping else None

    def entries(self) -> Iterator[tuple[str, Node]]:
        for name, value in self._mapping().items():
            self._asked.add(str(name))
            yield str(name), Node(value, self._below(name))

    def end(self) -> None:
        for name in self._mapping():
            if name not in self._asked:
                raise Node(None, self._below(name)).fail("is not a rule we know")

    def items(self, least: int = 1) -> tuple[Node, ...]:
        if not isinstance(self._value, list) or len(self._value) < least:
            raise self.fail(f"must be a list of at least {least}")
        return tuple(Node(v, f"{self.path}[{i}]") for i, v in enumerate(self._value))

    def text(self) -> str:
        if not isinstance(self._value, str) or not self._value.strip():
            raise self.fail("must be a text")
        return self._value

    def flag(self) -> bool:
        if not isinstance(self._value, bool):
            raise self.fail("must be true or false")
        return self._value

    def whole(self, least: int = 0) -> int:
        if isinstance(self._value, bool) or not isinstance(self._value, int) or self._value < least:
            raise self.fail(f"must be a whole number of at least {least}")
        return self._value

    def money(self) -> Decimal:
        try:
            amount = Decimal(self.text())
        except InvalidOperation:
            raise self.fail('must be an amount in quotes, such as "500"') from None
        if not amount.is_finite() or amount < 0 or amount != round(amount, 2):
            raise self.fail("must be an amount of at most two decimals, not negative")
        return amount

    def span(self) -> tuple[int, int]:
        first, *rest = (n.whole() for n in self.items(least=2))
        if len(rest) != 1 or rest[0] < first:
            raise self.fail("must be two numbers, the smaller one first")
        return first, rest[0]

    def window(self) -> tuple[time, time]:
        try:
            start, end = (time.fromisoformat(part) for part in self.text().split("-"))
        except ValueError:
            raise self.fail('must be a span such as "09:00-12:00"') from None
        if start >= end:
            raise self.fail("must end after it starts")
        return start, end

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.fail('must be a day in quotes, such as "2026-10-01"') from None

    def member(self, words: type[Member]) -> Member:
        try:
            return words(self._value)
        except ValueError:
            known = ", ".join(str(w.value) for w in words)
            raise self.fail(f"must be one of {known}") from None

    def _mapping(self) -> dict[Any, Any]:
        if not isinstance(self._value, dict):
            raise self.fail("must have rules below it")
        return self._value

    def _below(self, name: object) -> str:
        return f"{self.path}.{name}" if self.path else str(name)
