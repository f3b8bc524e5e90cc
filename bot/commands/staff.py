"""`python -m bot staff`: makes accounts for the desk, and lists them."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from bot.conversations.database import Store, open_store
from bot.desk.accounts import Added, NameTaken, Role, add_staff, first_supervisor, list_staff
from bot.desk.audit import COMMAND
from bot.migrations.running import migrate
from bot.settings import Settings, load_settings


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("staff", help="accounts for the desk")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    adding = verbs.add_parser("add", help="make an account; its password is printed once")
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--role", required=True, choices=[str(role) for role in Role])
    adding.set_defaults(run=_add)
    listing = verbs.add_parser("list", help="who has an account")
    listing.set_defaults(run=_list)


def _store(settings: Settings) -> Store:
    store = open_store(settings.database_url, settings.clock)
    migrate(store.engine)
    return store


def _add(arguments: argparse.Namespace) -> int:
    made = add_staff(_store(load_settings()), arguments.name, Role(arguments.role), COMMAND)
    if isinstance(made, Added):
        print(f"{made.staff.name} may sign in at the desk with the password {made.password}")
        print("It is shown this once only.")
        return 0
    if isinstance(made, NameTaken):
        print("Somebody has this name.", file=sys.stderr)
    else:
        print("A name is 1 to 40 letters, digits, dots, hyphens or blanks.", file=sys.stderr)
    return 1


def _list(arguments: argparse.Namespace) -> int:
    found = list_staff(_store(load_settings()))
    for each in found:
        state = "disabled" if each.disabled else str(each.presence)
        print(f"{each.name}  {each.role}  {state}")
    if not found:
        print("Nobody has an account yet.")
    return 0


def first_account(settings: Settings) -> str | None:
    """What to tell about the first supervisor, who is made where nobody has an account yet."""
    store = _store(settings)
    try:
        made = first_supervisor(store)
    finally:
        store.close()
    if made is None:
        return None
    return (
        f"The desk's first account: name {made.staff.name}, password {made.password}\n"
        "It is shown this once only; `python -m bot staff add` makes more."
    )
