"""`python -m bot.rasa_server`: stock `rasa run` for this instance, and nothing else of it shown.

Given as arguments in the program, the token does not stand in the list of processes.
"""

from __future__ import annotations

import sys

from bot.endpoints import write_endpoints
from bot.instance import LOOPBACK, model_of
from bot.settings import Settings, load_settings


def arguments_of(settings: Settings) -> list[str]:
    """The command line of `rasa run`."""
    address = ["--interface", LOOPBACK, "--port", str(settings.rasa_port)]
    files = ["--model", str(model_of(settings)), "--endpoints", str(write_endpoints(settings))]
    access = ["--credentials", "credentials.yml", "--enable-api", "--auth-token"]
    return ["rasa", "run", *address, *files, *access, settings.rasa_auth_token]


def without_jax() -> None:
    """TensorFlow loads jax for converting models to another format, which is never done here; to
    do without saves seconds of every start. Call it before anything of Rasa is imported."""
    sys.modules["jax"] = None  # type: ignore[assignment]


def main() -> None:
    sys.argv = arguments_of(load_settings())
    without_jax()
    from rasa.__main__ import main as rasa  # after the line above

    rasa()


if __name__ == "__main__":
    main()
