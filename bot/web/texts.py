"""The door's own few sentences, from texts.yml, in the language of the shopper."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")
# Order numbers and the like are letters, but no language.
CODES = re.compile(r"\S*\d\S*")


def language_of(text: str, locale: str | None) -> str:
    """`zh` or `en`: what is written decides, then the page's language, then Chinese."""
    if HAN.search(text):
        return "zh"
    if LATIN.search(CODES.sub("", text)):
        return "en"
    return locale or "zh"


def say(key: str, language: str, **values: object) -> str:
    return _texts()[key][language].format(**values).strip()


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("texts.yml")
    texts: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return texts
