"""The environment is read once, checked, and completed with keys of one's own."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from bot.endpoints import write_endpoints
from bot.settings import SettingsError, load_settings


def test_ports_follow_the_door_unless_they_are_set(tmp_path: Path) -> None:
    settings = load_settings({"VAR_DIR": str(tmp_path), "PORT": "9000", "ACTIONS_PORT": "7000"})
    assert (settings.port, settings.rasa_port, settings.actions_port) == (9000, 9001, 7000)
    assert settings.rasa_url == "http://127.0.0.1:9001"
    assert settings.host == "127.0.0.1"


def test_keys_are_made_once_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: load_settings({"VAR_DIR": str(tmp_path)}), range(8)))
    assert len({settings.customer_token_key for settings in made}) == 1
    first = made[0]
    keys = {first.customer_token_key, first.rasa_channel_secret, first.rasa_auth_token}
    assert len(keys) == 3
    assert all(len(key) >= 32 for key in keys)
    files = list(tmp_path.iterdir())
    assert len(files) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_key_that_is_set_is_used_and_not_written(tmp_path: Path) -> None:
    settings = load_settings({"VAR_DIR": str(tmp_path), "CUSTOMER_TOKEN_KEY": "s" * 32})
    assert settings.customer_token_key == "s" * 32
    assert "customer_token_key.key" not in {file.name for file in tmp_path.iterdir()}


def test_keys_do_not_show(tmp_path: Path) -> None:
    settings = load_settings({"VAR_DIR": str(tmp_path)})
    assert settings.customer_token_key not in repr(settings)
    assert settings.rasa_channel_secret not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "eight"),
        ("PORT", "\u0663"),
        ("RASA_PORT", "-1"),
        ("MESSAGES_PER_MINUTE", "0"),
        ("CONVERSATIONS_PER_HOUR", "many"),
        ("DEMO_SHOP", "yes"),
        ("CUSTOMER_TOKEN_KEY", "short"),
        ("WEBHOOK_URL", "desk.example/hook"),
        ("WEBHOOK_URL", "ftp://desk.example"),
        ("WEBHOOK_URL", "http://["),
        ("SHOP_ORIGINS", "shop.example"),
        ("SHOP_ORIGINS", "https://shop.example/path"),
        ("FRAME_ANCESTORS", "https://shop.example;script-src *"),
        ("FRAME_ANCESTORS", "*"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({"VAR_DIR": str(tmp_path), name: value})


def test_origins_are_separated_by_commas_or_blanks(tmp_path: Path) -> None:
    origins = "https://a.example, http://b.example:8080"
    settings = load_settings({"VAR_DIR": str(tmp_path), "SHOP_ORIGINS": origins})
    assert settings.shop_origins == ("https://a.example", "http://b.example:8080")


def test_each_instance_gets_endpoints_of_its_own(tmp_path: Path) -> None:
    settings = load_settings({"VAR_DIR": str(tmp_path), "ACTIONS_PORT": "7000"})
    endpoints = yaml.safe_load(write_endpoints(settings).read_text())
    assert endpoints["action_endpoint"] == {
        "url": "http://127.0.0.1:7000/webhook",
        "enable_selective_domain": True,
    }
    assert endpoints["tracker_store"]["url"] == f"sqlite:///{tmp_path}/trackers.db"


def test_a_webhook_has_a_secret_made_for_it(tmp_path: Path) -> None:
    assert load_settings({"VAR_DIR": str(tmp_path)}).webhook_secret == ""
    assert not (tmp_path / "webhook_secret.key").exists()
    environ = {"VAR_DIR": str(tmp_path), "WEBHOOK_URL": "https://desk.example/hook"}
    settings = load_settings(environ)
    assert settings.webhook_secret == (tmp_path / "webhook_secret.key").read_text().strip()
    assert settings.webhook_secret not in repr(settings)
