"""What was measured about understanding as tables for people, in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from bot.bench.comparison import Compared, Measured
from bot.bench.reliability import calibration_error
from bot.bench.understanding import Scores

COLUMNS = {
    "test_zh": "Chinese",
    "test_en": "English",
    "fresh_zh": "Chinese, fresh",
    "fresh_en": "English, fresh",
}
FIGURES: Sequence[tuple[str, Callable[[Scores], str]]] = (
    ("messages", lambda scores: f"{scores.messages}"),
    ("read right", lambda scores: f"{scores.accuracy:.3f}"),
    ("right one among the first three", lambda scores: f"{scores.in_first_three:.3f}"),
    ("acted on wrongly", lambda scores: f"{scores.acted_on_wrongly:.1%}"),
    ("asked back", lambda scores: f"{scores.asked_back:.1%}"),
    ("not understood", lambda scores: f"{scores.not_understood:.1%}"),
    ("out of scope, and not acted on", lambda scores: f"{scores.out_of_scope_recall:.2f}"),
    ("in scope, and refused", lambda scores: f"{scores.refused:.1%}"),
    ("calibration error", lambda scores: f"{calibration_error(scores):.3f}"),
)
COMPARED = (
    "learned from {learned:,} messages",
    "Chinese",
    "English",
    "first three",
    "5 folds",
    "processor (s)",
)


def tables(measured: Measured) -> str:
    """The figures of the released model, its values, and every comparison."""
    parts = [
        f"{measured.at:%Y-%m-%d %H:%M} UTC, {measured.intents} intents, the released model:",
        scores_table(measured.scores),
        "Values by whole spans (F1): "
        + ", ".join(f"{name} {f1:.2f}" for name, f1 in sorted(measured.values.items())),
        "Reading one message (p50): "
        + ", ".join(f"{name} {p50 * 1000:.1f} ms" for name, p50 in measured.parse_p50.items()),
    ]
    for learned, rows in groupby(measured.compared, key=lambda each: each.learned):
        parts.append(comparison_table(learned, rows))
    return "\n\n".join(parts)


def scores_table(scores: dict[str, Scores]) -> str:
    lines = [["", *COLUMNS.values()]]
    lines += [[name, *(show(scores[file]) for file in COLUMNS)] for name, show in FIGURES]
    return _aligned(lines)


def comparison_table(learned: int, rows: Iterable[Compared]) -> str:
    head, *others = COMPARED
    lines = [[head.format(learned=learned), *others]]
    for row in rows:
        shares = [f"{share:.3f}" for share in (row.chinese, row.english, row.in_first_three)]
        crossed = "" if row.crossed is None else f"{row.crossed:.3f}"
        lines.append([row.name, *shares, crossed, f"{row.cpu_seconds:.1f}"])
    return _aligned(lines)


def _aligned(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    ruler = [
        "-" * (width - 1) + ("-" if column == 0 else ":") for column, width in enumerate(widths)
    ]
    head, *rest = lines
    return "\n".join(_line(line, widths) for line in (head, ruler, *rest))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = cells
    shown = [first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(rest, widths[1:], strict=True))]
    return f"| {' | '.join(shown)} |"
