"""What clients send: read within its limit, checked for its shape, made a message."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from bot.text import clean, is_blank
from bot.web.errors import Refused
from bot.web.forms import Form

BODY_BYTES = 64 * 1024
PHOTO_BYTES = 5 * 1024 * 1024
TEXT_CHARACTERS = 4_000

Locale = Literal["zh", "en"]
Body = TypeVar("Body")


MessageId = Annotated[str, Meta(min_length=1, max_length=64)]


class SessionBody(Struct, forbid_unknown_fields=True):
    locale: Locale | None = None
    customer_token: str | None = None


class MessageBody(Struct, forbid_unknown_fields=True):
    id: MessageId
    text: str | None = None
    button: str | None = None
    form: Form | None = None

    def check(self) -> None:
        """Raises Refused unless exactly one thing is said, and it can be taken."""
        said = [part for part in (self.text, self.button, self.form) if part is not None]
        if len(said) != 1:
            raise Refused(422, "invalid", "Give exactly one of `text`, `button` and `form`.")
        if not clean(self.id).isprintable() or clean(self.id) != self.id:
            raise Refused(422, "invalid", "`id` must be printable text such as a UUID.")
        if self.text is not None:
            check_text(self.text)

    def fingerprint(self) -> str:
        """A hash of what is said: the same id may come again only with the same."""
        plain = msgspec.to_builtins([self.text, self.button, self.form])
        # Escaped, since what a socket brings may hold what UTF-8 cannot.
        return hashlib.sha256(repr(plain).encode("ascii", "backslashreplace")).hexdigest()


def check_text(text: str) -> None:
    """Raises Refused where `text` is empty or too long."""
    if is_blank(clean(text)):
        raise Refused(422, "empty_text", "The text is empty.")
    if len(text) > TEXT_CHARACTERS:
        raise Refused(422, "too_long", f"A text may have at most {TEXT_CHARACTERS} characters.")


async def read_body(request: Request, shape: type[Body]) -> Body:
    """The JSON body as `shape`. Raises Refused: 413 too large, 400 no JSON, 422 another shape."""
    raw = await read_bytes(request, BODY_BYTES)
    try:
        return msgspec.json.decode(raw or b"{}", type=shape)
    except msgspec.ValidationError as error:
        raise Refused(422, "invalid", str(error)) from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise Refused(400, "malformed", f"The body is not JSON: {error}") from error


def convert(value: Any, shape: type[Body]) -> Body:
    """What a socket brought, as `shape`. Raises Refused with 422."""
    try:
        return msgspec.convert(value, type=shape)
    except (msgspec.ValidationError, RecursionError) as error:
        raise Refused(422, "invalid", str(error)) from error


async def read_bytes(request: Request, most: int) -> bytes:
    """The body. Raises Refused with 413 as soon as it is known to be too large."""
    announced = request.headers.get("content-length", "0")
    if announced.isascii() and announced.isdigit() and int(announced) > most:
        raise Refused(413, "too_large", f"A body may have at most {most} bytes.")
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > most:
            raise Refused(413, "too_large", f"A body may have at most {most} bytes.")
    return bytes(read)


async def read_file(request: Request, most: int) -> bytes:
    """The one file of a multipart body, of at most `most` bytes. Raises Refused: 413, 422."""
    raw = await read_bytes(request, most + BODY_BYTES)

    async def replay() -> Message:
        return {"type": "http.request", "body": raw, "more_body": False}

    again = Request(request.scope, replay)
    try:
        async with again.form(max_files=1, max_fields=10) as form:
            files = [part for part in form.values() if isinstance(part, UploadFile)]
            if len(files) == 1:
                content = await files[0].read()
                if len(content) > most:
                    raise Refused(413, "too_large", f"A file may have at most {most} bytes.")
                return content
    except HTTPException as error:
        raise Refused(422, "invalid", error.detail) from error
    raise Refused(422, "invalid", "Send one file as multipart/form-data.")
