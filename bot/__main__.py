"""`python -m bot COMMAND`: finds the commands in `bot/commands` and runs the one named."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

from bot import commands


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Order support.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in sorted(pkgutil.iter_modules(commands.__path__), key=lambda found: found.name):
        importlib.import_module(f"bot.commands.{module.name}").add(subparsers)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen) or 0)


if __name__ == "__main__":
    sys.exit(main())
