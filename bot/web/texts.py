"""The door's own few sentences, from texts.yml, in the language of the shopper."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path

import yaml
from babel.dates import format_date

DAY = {"zh": ("M月d日（EEE）", "zh_CN"), "en": ("EEE d MMM", "en_US")}


def say(key: str, language: str, **values: object) -> str:
    return _texts()[key][language].format(**values).strip()


def day(date: datetime.date, language: str) -> str:
    """A day as it is written, such as `11月23日（周一）`."""
    pattern, locale = DAY[language]
    return str(format_date(date, pattern, locale=locale))


def problem(code: str, language: str) -> str:
    """What the form calls this problem; other words stay as they are."""
    return say(f"problem_{code}", language) if f"problem_{code}" in _texts() else code


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("texts.yml")
    texts: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return texts
