"""The forms of the widget: their exact shapes, and each filled-in form as words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from bot.text import clean, is_blank
from bot.web.texts import day, problem, say

Short = Annotated[str, Meta(max_length=200)]
HourMinute = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Address(Struct, forbid_unknown_fields=True, omit_defaults=True):
    recipient: Short = ""
    phone: Short = ""
    country: Short = ""
    province: Short = ""
    city: Short = ""
    district: Short = ""
    street: Short = ""
    postcode: Short = ""

    def words(self, language: str) -> str:
        parts = {name: clean(value) for name, value in msgspec.structs.asdict(self).items()}
        known = [say(name, language, value=v) for name, v in parts.items() if not is_blank(v)]
        return _listed(known, language)


class Slot(Struct, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    date: datetime.date
    start: HourMinute
    end: HourMinute

    def words(self, language: str) -> str:
        date = day(self.date, language)
        return say("slot_form", language, date=date, start=self.start, end=self.end)


class Items(Struct, forbid_unknown_fields=True):
    lines: Annotated[list[Annotated[int, Meta(ge=0, le=999)]], Meta(min_length=1, max_length=100)]
    problem: Short = ""
    text: Annotated[str, Meta(max_length=2000)] = ""

    def words(self, language: str) -> str:
        lines = ("、" if language == "zh" else ", ").join(str(line + 1) for line in self.lines)
        told = _listed((problem(clean(self.problem), language), clean(self.text)), language)
        return say("items_form_told" if told else "items_form", language, lines=lines, told=told)


class Photos(Struct, forbid_unknown_fields=True):
    uploads: Annotated[list[Short], Meta(min_length=1, max_length=3)]

    def words(self, language: str) -> str:
        return say("photos_form", language, count=len(self.uploads))


class Rating(Struct, forbid_unknown_fields=True):
    score: Annotated[int, Meta(ge=1, le=5)]
    comment: Annotated[str, Meta(max_length=1000)] = ""

    def words(self, language: str) -> str:
        stars = "★" * self.score + "☆" * (5 - self.score)
        return say("rating_form", language, stars=stars, comment=clean(self.comment))


class Email(Struct, forbid_unknown_fields=True):
    email: Annotated[str, Meta(max_length=320, pattern=r"^[^@\s]+@[^@\s]+$")]

    def words(self, language: str) -> str:
        return say("email_form", language, email=self.email)


class AddressForm(Struct, tag_field="type", tag="address", forbid_unknown_fields=True):
    values: Address


class SlotForm(Struct, tag_field="type", tag="slot", forbid_unknown_fields=True):
    values: Slot


class ItemsForm(Struct, tag_field="type", tag="items", forbid_unknown_fields=True):
    values: Items


class PhotosForm(Struct, tag_field="type", tag="photos", forbid_unknown_fields=True):
    values: Photos


class RatingForm(Struct, tag_field="type", tag="rating", forbid_unknown_fields=True):
    values: Rating


class EmailForm(Struct, tag_field="type", tag="email", forbid_unknown_fields=True):
    values: Email


Form = AddressForm | SlotForm | ItemsForm | PhotosForm | RatingForm | EmailForm


def _listed(parts: Iterable[str], language: str) -> str:
    return ("，" if language == "zh" else ", ").join(part for part in parts if not is_blank(part))


def as_metadata(form: Form) -> dict[str, Any]:
    """`{"type", "values"}` as the bot gets it, texts cleaned."""
    plain = msgspec.to_builtins(form)
    values = {k: clean(v) if isinstance(v, str) else v for k, v in plain["values"].items()}
    return {"type": plain["type"], "values": values}
