"""The code of language understanding as one fingerprint: changed code means a new model."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import actions.values
import bot.nlu

PACKAGES = (bot.nlu, actions.values)


@cache
def sources_fingerprint() -> str:
    """Of every module a trained component may call, in hex."""
    files = [file for package in PACKAGES for file in Path(package.__path__[0]).glob("*.py")]
    return fingerprint(sorted(files))


def fingerprint(files: list[Path]) -> str:
    """Of the names and contents of `files`, in hex."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.parent.name}/{file.name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
