"""The environment as one frozen value for everything under `bot/`. Nobody else there reads it."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from actions.shop.clock import Clock

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A variable holds something that cannot be used; the message names it."""


@dataclass(frozen=True)
class Settings:
    """How this instance runs. Keys do not show in `repr`."""

    var: Path
    database_url: str
    tracker_database_url: str
    host: str
    port: int
    rasa_port: int
    actions_port: int
    rasa_url: str
    actions_url: str
    customer_token_key: str = field(repr=False)
    rasa_channel_secret: str = field(repr=False)
    rasa_auth_token: str = field(repr=False)
    shop_origins: tuple[str, ...] = ()
    frame_ancestors: tuple[str, ...] = ()
    demo_shop: bool = False
    clock_file: Path | None = None
    model_file: Path | None = None
    endpoints_file: Path = ROOT / "endpoints.yml"
    messages_per_minute: int = 60
    uploads_per_minute: int = 20
    conversations_per_hour: int = 600
    pages: Path = ROOT / "bot" / "ui" / "dist"
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)

    @property
    def clock(self) -> Clock:
        return Clock(self.clock_file)


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read `environ`, else the process's own. Makes the folder for state, and missing keys in it.

    Raises SettingsError where a value cannot be used.
    """
    environ = os.environ if environ is None else environ
    var = Path(environ.get("VAR_DIR") or ROOT / "var").resolve()
    var.mkdir(parents=True, exist_ok=True)
    port = _port(environ, "PORT", 8000)
    rasa_port = _port(environ, "RASA_PORT", port + 1)
    actions_port = _port(environ, "ACTIONS_PORT", port + 2)
    webhook_url = _address(environ, "WEBHOOK_URL")
    return Settings(
        var=var,
        database_url=environ.get("DATABASE_URL") or f"sqlite:///{var / 'shop.db'}",
        tracker_database_url=environ.get("TRACKER_DATABASE_URL")
        or f"sqlite:///{var / 'trackers.db'}",
        host=environ.get("HOST") or "127.0.0.1",
        port=port,
        rasa_port=rasa_port,
        actions_port=actions_port,
        rasa_url=environ.get("RASA_URL") or f"http://127.0.0.1:{rasa_port}",
        actions_url=environ.get("ACTIONS_URL") or f"http://127.0.0.1:{actions_port}",
        customer_token_key=_key(environ, "CUSTOMER_TOKEN_KEY", var),
        rasa_channel_secret=_key(environ, "RASA_CHANNEL_SECRET", var),
        rasa_auth_token=_key(environ, "RASA_AUTH_TOKEN", var),
        shop_origins=_origins(environ, "SHOP_ORIGINS"),
        frame_ancestors=_origins(environ, "FRAME_ANCESTORS"),
        demo_shop=_flag(environ, "DEMO_SHOP"),
        clock_file=_file(environ, "CLOCK_FILE"),
        model_file=_file(environ, "MODEL_FILE"),
        endpoints_file=_file(environ, "ENDPOINTS_FILE") or ROOT / "endpoints.yml",
        messages_per_minute=_count(environ, "MESSAGES_PER_MINUTE", 60),
        uploads_per_minute=_count(environ, "UPLOADS_PER_MINUTE", 20),
        conversations_per_hour=_count(environ, "CONVERSATIONS_PER_HOUR", 600),
        webhook_url=webhook_url,
        webhook_secret=_key(environ, "WEBHOOK_SECRET", var) if webhook_url else "",
    )


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise SettingsError(f"{name} must be a port between 1 and 65535, not {value!r}")
    return int(value)


def _count(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and int(value) > 0):
        raise SettingsError(f"{name} must be a whole number above 0, not {value!r}")
    return int(value)


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    return Path(value).resolve() if value else None


def _flag(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name) or "0"
    if value not in ("0", "1"):
        raise SettingsError(f"{name} must be 0 or 1, not {value!r}")
    return value == "1"


def _origins(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Origins such as `https://shop.example`, separated by commas or blanks."""
    origins = tuple((environ.get(name) or "").replace(",", " ").split())
    for origin in origins:
        scheme, mark, host = origin.partition("://")
        if scheme not in ("http", "https") or not mark or not host or set(host) & set("/;'\"?#"):
            raise SettingsError(f"{name}: {origin!r} is not an origin such as https://shop.example")
    return origins


def _address(environ: Mapping[str, str], name: str) -> str:
    """An address such as `https://desk.example/hook`, or nothing."""
    value = (environ.get(name) or "").strip()
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if value and not good:
        raise SettingsError(
            f"{name}: {value!r} is not an address such as https://desk.example/hook"
        )
    return value


def _key(environ: Mapping[str, str], name: str, var: Path) -> str:
    """The key that is set, or the one kept under `var`, made once and only its owner's to read."""
    if environ.get(name):
        if len(environ[name]) < 32:
            raise SettingsError(f"{name} must have at least 32 characters")
        return environ[name]
    kept = var / f"{name.lower()}.key"
    if not kept.exists():
        _make_key(kept)
    return kept.read_text(encoding="ascii").strip()


def _make_key(kept: Path) -> None:
    # Written whole under another name and then linked: of two processes starting at once both end
    # up with the same key, and none ever reads half of one. mkstemp makes files with mode 0600.
    descriptor, made = tempfile.mkstemp(dir=kept.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
        os.link(made, kept)
    except FileExistsError:
        pass
    finally:
        Path(made).unlink()
