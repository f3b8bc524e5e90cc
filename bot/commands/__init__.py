"""The subcommands of `python -m bot`: one file each, with `add(subparsers)`."""
