"""The door's own few sentences, from texts.yml, in the language of the shopper."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml


def say(key: str, language: str, **values: object) -> str:
    return _texts()[key][language].format(**values).strip()


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("texts.yml")
    texts: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return texts
