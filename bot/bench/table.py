"""A report as a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from bot.bench.figures import Report, Row, rows

HEAD = ("", "ours", "rasa init", "ratio", "target ratio", "")
# Counts of what was done are no matter of more or less.
WITHOUT_RATIO = ("messages learned from", "rules and stories", "talks")


def table(report: Report) -> str:
    """As Markdown, aligned, so that it reads in a terminal and on a page."""
    lines = [HEAD, *(_cells(row) for row in rows(report))]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    aligned = [_line(line, widths) for line in lines]
    ruler = "|".join(
        "-" * (width + 1) + ("-" if column == 0 else ":") for column, width in enumerate(widths)
    )
    return "\n".join([aligned[0], f"|{ruler}|", *aligned[1:]])


def machine_line(report: Report) -> str:
    machine = report.machine
    return (
        f"{machine.cores} cores, {machine.processor}; load before {machine.load_before:.1f}, "
        f"after {machine.load_after:.1f}; {report.at:%Y-%m-%d %H:%M} UTC"
    )


def missed(report: Report) -> Iterator[str]:
    """The names of what is off its target."""
    return (row.name for row in rows(report) if row.met is False)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *rest = cells
    shown = [first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(rest, widths[1:], strict=True))]
    return f"| {' | '.join(shown)} |"


def _cells(row: Row) -> tuple[str, ...]:
    shown = row.ratio is not None and not row.name.startswith(WITHOUT_RATIO)
    ratio = f"{row.ratio:.2f}" if shown else ""
    met = {True: "met", False: "missed", None: ""}[row.met]
    return (row.name, _number(row.ours, row), _number(row.default, row), ratio, _target(row), met)


def _number(value: float | None, row: Row) -> str:
    return "-" if value is None else f"{value:,.{row.digits}f}"


def _target(row: Row) -> str:
    if row.at_most is not None:
        return f"<= {row.at_most}"
    return "" if row.at_least is None else f">= {row.at_least}"
