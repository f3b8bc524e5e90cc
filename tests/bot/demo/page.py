"""Reads the tables of order pages: which order shows which finding. Imports no orders itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from actions.shop.diagnosis import FindingKind

ROOT = Path(__file__).parents[3]
SHOP_FILE = ROOT / "bot" / "demo" / "lark_sports.json"
SHOP_PAGE = ROOT / "bot" / "demo" / "README.md"
TEST_FILES = ROOT / "tests" / "data" / "orders"

_SHOP_ROW = re.compile(
    r"^\| [^|]+ \(`(?P<customer>[\w-]+)`\) \| (?P<number>LK\d{12}) "
    r"\| `(?P<finding>\w+)`(?: `(?P<code>\w+)`)? \| .*(?P<say>[^|]+) \|$"
)
_FILE_ROW = re.compile(
    r"^\| (?P<zh>LK\d{12}) \| (?P<en>LK\d{12}) \| (?P<czh>c\d) / (?P<cen>c\d) "
    r"\| `(?P<finding>\w+)` \| [^|]+ \|$"
)


@dataclass(frozen=True)
class Row:
    """One order that a page lists. `code` is the failure or reason, empty where none is named."""

    section: str
    customer: str
    number: str
    finding: FindingKind
    code: str = ""

    @property
    def title(self) -> str:
        return f"{self.number}-{self.finding}{'-' if self.code else ''}{self.code}"


def shop_rows() -> tuple[Row, ...]:
    """The orders listed on the page of the demo shop, with the heading they stand under."""
    rows: list[Row] = []
    section = ""
    for line in SHOP_PAGE.read_text(encoding="utf-8").splitlines():
        section = line.removeprefix("## ") if line.startswith("## ") else section
        found = _SHOP_ROW.match(line)
        if found:
            kind = FindingKind(found["finding"])
            rows.append(Row(section, found["customer"], found["number"], kind, found["code"] or ""))
    return tuple(rows)


def file_rows() -> tuple[Row, ...]:
    """The orders listed on the page of the test files; the section is the name of the file."""
    rows: list[Row] = []
    section = ""
    for line in (TEST_FILES / "README.md").read_text(encoding="utf-8").splitlines():
        section = line.removeprefix("## ") if line.startswith("## ") else section
        found = _FILE_ROW.match(line)
        if found:
            kind = FindingKind(found["finding"])
            rows += [
                Row(section, found[f"c{language}"], found[language], kind)
                for language in ("zh", "en")
            ]
    return tuple(rows)
