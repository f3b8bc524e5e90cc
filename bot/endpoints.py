"""The endpoints file of one instance: endpoints.yml, or the one set, with its addresses put in.

Rasa expands `${NAME}` in that file but knows no default for it and dies if it is unset, so the file
at the root holds defaults that `rasa run` can use, and instances get a copy of their own.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.settings import Settings


def write_endpoints(settings: Settings) -> Path:
    """Write the file under `settings.var` and return where; for `rasa run --endpoints`."""
    endpoints = yaml.safe_load(settings.endpoints_file.read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"{settings.actions_url}/webhook"
    endpoints["tracker_store"]["url"] = settings.tracker_database_url
    written = settings.var / "endpoints.yml"
    written.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    return written
