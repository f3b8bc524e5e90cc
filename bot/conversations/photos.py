"""Photos shoppers send: small, clean copies as files, and which conversation each belongs to."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import insert, select

from bot.conversations.database import Store, new_id
from bot.conversations.tables import uploads

LONGEST_SIDE = 2000
# No camera of a phone takes more; unpacked, more would fill the memory.
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


class NoPhoto(Exception):
    """What came is no picture of a known format."""


class TooManyPixels(NoPhoto):
    """It is a picture of monstrous size; it was not unpacked."""


def keep_photo(store: Store, folder: Path, conversation: str, raw: bytes) -> str:
    """Keep a photo and return its id. Raises NoPhoto or TooManyPixels; then nothing is kept."""
    picture = _repaint(raw)
    upload = new_id()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{upload}.jpg").write_bytes(picture)
    with store.write() as connection:
        connection.execute(
            insert(uploads).values(id=upload, conversation=conversation, at=store.now())
        )
    return upload


def find_photo(store: Store, folder: Path, upload: str) -> Path | None:
    """The file of a photo somebody sent; None where there is none of this id."""
    with store.read() as connection:
        known = connection.execute(select(uploads.c.id).where(uploads.c.id == upload)).first()
    path = folder / f"{upload}.jpg"
    return path if known is not None and path.is_file() else None


def are_photos_of(store: Store, conversation: str, ids: Sequence[str]) -> bool:
    """Whether each of these was sent in this conversation."""
    query = select(uploads.c.id).where(
        uploads.c.conversation == conversation, uploads.c.id.in_(list(ids))
    )
    with store.read() as connection:
        return set(connection.execute(query).scalars()) == set(ids)


def _repaint(raw: bytes) -> bytes:
    """The picture painted anew: no place, no camera and no foreign bytes are left in it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise TooManyPixels(f"{opened.width} x {opened.height}")
                opened.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NoPhoto(str(error)) from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooManyPixels(str(error)) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    painted = io.BytesIO()
    upright.save(painted, "JPEG", quality=85)
    return painted.getvalue()
