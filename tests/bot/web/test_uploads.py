"""Photos: kept clean, bound to their conversation."""

from __future__ import annotations

import io

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


@pytest.mark.parametrize(
    "raw",
    [b"", b"GIF89a", b"<svg onload=alert(1)>", picture()[:100], picture("PNG")[:60]],
)
async def test_what_is_no_photo_is_refused_and_not_kept(world: World, raw: bytes) -> None:
    me = await world.open()
    before = set(world.settings.var.glob("uploads/*"))
    files = {"file": ("a.jpg", raw)}
    answer = await world.http.post("/api/chat/uploads", files=files, headers=me)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "no_photo")
    assert set(world.settings.var.glob("uploads/*")) == before


async def test_a_picture_of_monstrous_size_is_refused(world: World) -> None:
    me = await world.open()
    bomb = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(bomb, "PNG")
    files = {"file": ("a.png", bomb.getvalue())}
    answer = await world.http.post("/api/chat/uploads", files=files, headers=me)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "no_photo")


async def test_a_file_that_is_too_large_is_refused(world: World) -> None:
    me = await world.open()
    files = {"file": ("a.jpg", b"a" * (PHOTO_BYTES + 1))}
    answer = await world.http.post("/api/chat/uploads", files=files, headers=me)
    assert answer.status_code == 413


async def test_a_body_without_a_file_is_refused(world: World) -> None:
    me = await world.open()
    for body in (b"", b"--x\r\nnonsense"):
        headers = {**me, "Content-Type": "multipart/form-data; boundary=x"}
        answer = await world.http.post("/api/chat/uploads", content=body, headers=headers)
        assert answer.status_code == 422
    assert (await world.http.post("/api/chat/uploads", json={}, headers=me)).status_code == 422
    assert (await world.http.post("/api/chat/uploads")).status_code == 401
