"""The hours of a week as words: days in a row that are alike are said together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from itertools import groupby

from babel import Locale
from babel.dates import get_day_names

DAYS = range(7)


@dataclass(frozen=True)
class Week:
    """Weekday from 0 (Monday) to its first and last moment; a weekday without is closed."""

    hours: Mapping[int, tuple[time, time]]

    def words(self, language: str, locale: Locale) -> str:
        """Such as `周一至周五 09:00–21:00，周六、周日 10:00–18:00`."""
        names = get_day_names("abbreviated", locale=locale)
        runs = [
            (list(days), span)
            for span, days in groupby(DAYS, key=self.hours.get)
            if span is not None
        ]
        said = [
            f"{_days([names[day] for day in days], language)} {start:%H:%M}–{end:%H:%M}"
            for days, (start, end) in runs
        ]
        return ("，" if language == "zh" else ", ").join(said)


def _days(names: list[str], language: str) -> str:
    if len(names) == len(DAYS):
        return "每天" if language == "zh" else "every day"
    if language == "zh":
        return "、".join(names) if len(names) < 3 else f"{names[0]}至{names[-1]}"
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
