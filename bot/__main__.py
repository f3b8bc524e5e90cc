"""`python -m bot COMMAND`: finds the commands in `bot/commands` and runs the one named."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

from bot import commands


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m bot", description="Order support.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in _needed(arguments):
        importlib.import_module(f"bot.commands.{name}").add(subparsers)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen) or 0)


def _needed(arguments: list[str]) -> list[str]:
    """The module of the command named; all of them only to list them, which takes seconds."""
    names = sorted(found.name for found in pkgutil.iter_modules(commands.__path__))
    wanted = arguments[0].replace("-", "_") if arguments else ""
    return [wanted] if wanted in names else names


if __name__ == "__main__":
    sys.exit(main())
