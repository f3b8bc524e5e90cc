"""Confidences are measured against what was right, and drawn."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from bot.bench.reliability import calibration_error, picture
from bot.bench.understanding import Read, Scores, score


def scores(*reads: tuple[bool, float]) -> Scores:
    return score(
        [
            Read("greet", "greet", ("greet",) if right else ("thank",), confidence, "act")
            for right, confidence in reads
        ]
    )


HONEST = scores(*[(place < 8, 0.8) for place in range(10)])
BOASTFUL = scores((True, 0.95), (False, 0.95), (False, 0.45), (False, 0.45))


def test_confidences_that_keep_their_word_have_no_error() -> None:
    assert calibration_error(HONEST) == pytest.approx(0.0)


def test_an_error_is_the_mean_distance_over_messages() -> None:
    assert calibration_error(BOASTFUL) == pytest.approx((2 * 0.45 + 2 * 0.45) / 4)


def test_the_picture_is_an_svg_with_a_dot_for_each_tenth() -> None:
    drawn = ElementTree.fromstring(picture({"Chinese": HONEST, "English": BOASTFUL}))
    dots = [each for each in drawn.iter() if each.tag.endswith("circle")]
    assert len(dots) == len(HONEST.reliability) + len(BOASTFUL.reliability) == 3
    words = " ".join(each.text or "" for each in drawn.iter() if each.tag.endswith("text"))
    assert "Chinese: 10 messages, calibration error 0.000" in words
    assert "English: 4 messages, calibration error 0.450" in words


def test_no_dot_lies_outside_the_picture() -> None:
    whole = scores((True, 1.0), (False, 0.0))
    size = float(re.findall(r'width="(\d+)"', picture({"all": whole}))[0])
    places = re.findall(r'c[xy]="([\d.]+)"', picture({"all": whole}))
    assert len(places) == 4
    assert all(0 < float(place) < size for place in places)
