"""Photos: kept clean, bound to their conversation."""

from __future__ import annotations

import io
from pathlib import Path

import httpx
import pytest
from PIL import Image

from bot.web.bodies import PHOTO_BYTES
from tests.bot.web.conftest import World
from tests.bot.web.test_chat_socket import OpenChat


def picture(kind: str = "JPEG", size: tuple[int, int] = (30, 20)) -> bytes:
    painted = io.BytesIO()
    image = Image.new("RGB", size, "red")
    exif = image.getexif()
    exif[0x010F] = "A camera that tells"
    image.save(painted, kind, exif=exif)
    return painted.getvalue()


def bomb(side: int) -> bytes:
    """A few kilobytes that unpack to `side` times `side` pixels."""
    painted = io.BytesIO()
    Image.new("1", (side, side)).save(painted, "PNG")
    return painted.getvalue()


async def send(world: World, me: dict[str, str], photo: bytes) -> httpx.Response:
    files = {"file": ("a.jpg", photo)}
    return await world.http.post("/api/chat/uploads", files=files, headers=me)


def kept(world: World) -> set[Path]:
    return set(world.settings.var.glob("uploads/*"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_photo_is_painted_anew_and_goes_to_the_bot(world: World, kind: str) -> None:
    me = await world.open(locale="en")
    files = {"file": ("../../etc/passwd", picture(kind))}
    answer = await world.http.post("/api/chat/uploads", files=files, headers=me)
    assert answer.status_code == 201
    upload = answer.json()["upload_id"]
    kept = world.settings.var / "uploads" / f"{upload}.jpg"
    assert b"camera" not in kept.read_bytes()
    form = {"type": "photos", "values": {"uploads": [upload]}}
    assert (await world.say(me, id="1", form=form)).status_code == 200
    assert world.rasa.heard[0]["metadata"]["form"] == form


async def test_the_chat_on_a_socket_sends_photos_with_its_session_id(
    world: World, chats: OpenChat
) -> None:
    chat = await chats()
    await chat.request(locale="en")
    me = {"Authorization": f"Bearer {chat.session_id}"}
    files = {"file": ("a.jpg", picture())}
    answer = await world.http.post("/api/chat/uploads", files=files, headers=me)
    assert answer.status_code == 201
    form = {"type": "photos", "values": {"uploads": [answer.json()["upload_id"]]}}
    assert (await chat.utter("", form=form))["ok"]
    assert (await world.http.get("/api/chat/messages", headers=me)).status_code == 401


async def test_a_photo_of_another_conversation_is_refused(world: World) -> None:
    me, other = await world.open(), await world.open()
    files = {"file": ("a.jpg", picture())}
    answer = await world.http.post("/api/chat/uploads", files=files, headers=me)
    form = {"type": "photos", "values": {"uploads": [answer.json()["upload_id"]]}}
    assert (await world.say(other, id="1", form=form)).status_code == 422


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("empty.jpg", b""),
        ("moving.gif", b"GIF89a"),
        ("drawing.svg", SVG),
        ("drawing.jpg", SVG),
        ("notes.jpg", "这不是照片，just words\n".encode() * 200),
        ("cut off.jpg", picture()[:100]),
        ("cut off.png", picture("PNG")[:60]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize(("locale", "words"), [("zh", "打不开"), ("en", "can't be opened")])
async def test_what_is_no_photo_is_refused_in_words_and_not_kept(
    world: World, name: str, raw: bytes, locale: str, words: str
) -> None:
    me, before = await world.open(locale=locale), kept(world)
    files = {"file": (name, raw, "image/jpeg")}
    answer = await world.http.post("/api/chat/uploads", files=files, headers=me)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "no_photo")
    assert words in error["message"]
    assert "JPEG" in error["message"]
    assert kept(world) == before


@pytest.mark.parametrize("side", [8_000, 20_000])
@pytest.mark.parametrize(("locale", "words"), [("zh", "尺寸太大"), ("en", "too many pixels")])
async def test_a_picture_of_monstrous_size_is_refused_before_it_is_unpacked(
    world: World, side: int, locale: str, words: str
) -> None:
    me, before = await world.open(locale=locale), kept(world)
    files = {"file": ("a.png", bomb(side))}
    answer = await world.http.post("/api/chat/uploads", files=files, headers=me)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "too_many_pixels")
    assert words in error["message"]
    assert kept(world) == before


@pytest.mark.parametrize("size", [PHOTO_BYTES + 1, 50 * 1024 * 1024])
@pytest.mark.parametrize(
    ("locale", "words"), [("zh", "超过 5 MB"), ("en", "larger than 5 MB"), (None, "超过 5 MB")]
)
async def test_a_file_that_is_too_large_is_refused_in_words(
    world: World, size: int, locale: str | None, words: str
) -> None:
    me = await world.open(**({"locale": locale} if locale else {}))
    files = {"file": ("a.jpg", b"a" * size)}
    answer = await world.http.post("/api/chat/uploads", files=files, headers=me)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (413, "too_large")
    assert words in error["message"]


async def test_a_photo_of_just_five_megabytes_is_taken(world: World) -> None:
    me = await world.open()
    photo = picture()
    files = {"file": ("a.jpg", photo + b"\0" * (PHOTO_BYTES - len(photo)))}
    answer = await world.http.post("/api/chat/uploads", files=files, headers=me)
    assert answer.status_code == 201


@pytest.mark.parametrize(("locale", "words"), [("zh", "有点快"), ("en", "a little fast")])
async def test_of_a_hundred_uploads_in_a_minute_the_first_are_taken(
    world: World, locale: str, words: str
) -> None:
    me, other, before = await world.open(locale=locale), await world.open(), kept(world)
    answers = [await send(world, me, picture(size=(3, 2))) for _ in range(100)]
    taken = world.settings.uploads_per_minute
    assert [answer.status_code for answer in answers] == [201] * taken + [429] * (100 - taken)
    error = answers[-1].json()["error"]
    assert error["code"] == "too_many_requests"
    assert words in error["message"]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    assert len(kept(world) - before) == taken
    assert (await world.say(me, id="1", text="hi")).status_code == 200
    assert (await send(world, other, picture())).status_code == 201


async def test_four_photos_in_one_form_are_too_many(world: World) -> None:
    me = await world.open()
    ids = [(await send(world, me, picture())).json()["upload_id"] for _ in range(4)]
    four = {"type": "photos", "values": {"uploads": ids}}
    assert (await world.say(me, id="1", form=four)).status_code == 422
    three = {"type": "photos", "values": {"uploads": ids[:3]}}
    assert (await world.say(me, id="2", form=three)).status_code == 200


async def test_a_body_without_a_file_is_refused(world: World) -> None:
    me = await world.open()
    for body in (b"", b"--x\r\nnonsense"):
        headers = {**me, "Content-Type": "multipart/form-data; boundary=x"}
        answer = await world.http.post("/api/chat/uploads", content=body, headers=headers)
        assert answer.status_code == 422
    assert (await world.http.post("/api/chat/uploads", json={}, headers=me)).status_code == 422
    assert (await world.http.post("/api/chat/uploads")).status_code == 401
