"""What a message holds beside its first matter: kept apart, kept once, kept small."""

from __future__ import annotations

from typing import Any

from actions.matters import (
    MOST_WAITING,
    begins_with_thanks,
    matters_of,
    named,
    with_more,
    without,
)
from actions.speech import Numbered, Term

TEXT = "LK1 is late, also LK2 was charged twice"


def number(value: str, start: int) -> dict[str, Any]:
    return {"entity": "order_number", "value": value, "start": start, "end": start + 3}


def read(**more: Any) -> dict[str, Any]:
    language = {"entity": "language", "value": "en", "start": 0, "end": 0}
    parts = [
        {"intent": "parcel_delayed", "start": 0, "end": 11},
        {"intent": "charged_twice", "start": 18, "end": 39},
    ]
    found = [language, number("LK1", 0), number("LK2", 18)]
    return {"text": TEXT, "entities": found, "parts": parts, **more}


def matter(intent: str, order: str = "", text: str = "x") -> dict[str, Any]:
    found = [{"entity": "order_number", "value": order}] if order else []
    return {"intent": intent, "text": text, "entities": found}


def test_each_part_has_its_own_words_and_numbers() -> None:
    first, second = matters_of(read())
    assert (first["text"], second["text"]) == ("LK1 is late", "LK2 was charged twice")
    assert [e["value"] for e in first["entities"]] == ["en", "LK1"]
    assert [e["value"] for e in second["entities"]] == ["LK2"]


def test_a_message_of_one_matter_has_no_parts() -> None:
    assert matters_of(read(parts=None)) == []
    assert matters_of({}) == []


def test_thanks_are_no_matter_where_something_comes_after_them() -> None:
    parts = [{"intent": "thank", "start": 0, "end": 3}, {"intent": "x", "start": 4, "end": 39}]
    thanked = read(parts=parts, intent={"name": "x"})
    assert [each["intent"] for each in matters_of(thanked)] == ["x"]
    assert begins_with_thanks(thanked)
    assert not begins_with_thanks(read(intent={"name": "parcel_delayed"}))
    assert not begins_with_thanks({"intent": {"name": "thank"}})


def test_a_choice_is_made_by_the_first_part_alone() -> None:
    choice = {"entity": "choice", "value": "wish:refund", "start": 0, "end": 0}
    first, second = matters_of(read(entities=[choice]))
    assert (len(first["entities"]), len(second["entities"])) == (1, 0)


def test_the_same_matter_waits_once_but_once_for_each_order() -> None:
    waiting = with_more((), [matter("parcel_delayed"), matter("parcel_delayed")])
    assert len(waiting) == 1
    waiting = with_more(waiting, [matter("parcel_delayed", "LK2"), matter("parcel_delayed")])
    assert [named([each])[0].number for each in waiting] == ["", "LK2"]


def test_what_waits_stays_small() -> None:
    long = [matter(f"intent_{n}", text="x" * 4000) for n in range(10)]
    waiting = with_more((), long)
    assert len(waiting) == MOST_WAITING
    assert max(len(each["text"]) for each in waiting) == 500


def test_what_is_being_dealt_with_waits_no_more_unless_for_another_order() -> None:
    waiting = (matter("parcel_delayed"), matter("parcel_delayed", "LK2"), matter("charged_twice"))
    left = without(waiting, "parcel_delayed")
    assert [(each["intent"], len(each["entities"])) for each in left] == [
        ("parcel_delayed", 1),
        ("charged_twice", 0),
    ]


def test_a_matter_is_called_by_its_name_and_its_order() -> None:
    assert named([matter("charged_twice", "LK2")]) == (
        Numbered(Term("matter", "charged_twice"), "LK2"),
    )
