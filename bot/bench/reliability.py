"""Whether confidences can be believed: expected calibration error, and a picture of it (SVG)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.bench.understanding import Scores

SIDE, EDGE = 360, 48  # pixels: of the square that is drawn in, and around it
COLOURS = ("#c2410c", "#1d4ed8", "#15803d", "#7e22ce")
SMALLEST, LARGEST = 3.0, 13.0  # pixels: radius of a tenth with one message, and with the most
STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def calibration_error(scores: Scores) -> float:
    """How far confidence and share of right readings are apart, on average over all messages."""
    apart = sum(abs(sure - right) * count for sure, right, count in scores.reliability)
    return apart / scores.messages


def picture(series: Mapping[str, Scores]) -> str:
    """An SVG: by tenths of confidence, the share that was right. The larger, the more messages."""
    size = SIDE + 2 * EDGE
    most = max(count for scores in series.values() for _, _, count in scores.reliability)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}"'
        f' height="{size}" font-family="sans-serif" font-size="12">',
        f'<rect width="{size}" height="{size}" fill="white"/>',
        *_frame(),
    ]
    for place, (name, scores) in enumerate(series.items()):
        lines.extend(_points(scores, COLOURS[place % len(COLOURS)], most))
        lines.append(_key(place, name, scores))
    return "\n".join([*lines, "</svg>", ""])


def _x(value: float) -> float:
    return round(EDGE + value * SIDE, 1)


def _y(value: float) -> float:
    return round(EDGE + (1 - value) * SIDE, 1)


def _frame() -> Iterator[str]:
    yield f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="4 4"/>'
    box = f'x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}"'
    yield f'<rect {box} fill="none" stroke="#666"/>'
    for step in STEPS:
        yield f'<text x="{_x(step)}" y="{_y(0) + 16}" text-anchor="middle">{step:.1f}</text>'
        yield f'<text x="{_x(0) - 6}" y="{_y(step) + 4}" text-anchor="end">{step:.1f}</text>'
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 36}" text-anchor="middle">confidence</text>'
    middle = f'x="14" y="{_y(0.5)}" transform="rotate(-90 14 {_y(0.5)})"'
    yield f'<text {middle} text-anchor="middle">share that was right</text>'


def _points(scores: Scores, colour: str, most: int) -> Iterator[str]:
    tenths: Sequence[tuple[float, float, int]] = scores.reliability
    way = "L".join(f"{_x(sure)} {_y(right)}" for sure, right, _ in tenths)
    yield f'<path d="M{way}" fill="none" stroke="{colour}" stroke-opacity="0.5"/>'
    for sure, right, count in tenths:
        radius = round(SMALLEST + (LARGEST - SMALLEST) * (count / most) ** 0.5, 1)
        told = f"{count} messages, confidence {sure:.2f}, {right:.2f} right"
        dot = f'<circle cx="{_x(sure)}" cy="{_y(right)}" r="{radius}" fill="{colour}"'
        yield f'{dot} fill-opacity="0.6"><title>{told}</title></circle>'


def _key(place: int, name: str, scores: Scores) -> str:
    told = f"{name}: {scores.messages} messages, calibration error {calibration_error(scores):.3f}"
    colour = COLOURS[place % len(COLOURS)]
    return f'<text x="{EDGE}" y="{16 + 16 * place}" fill="{colour}">{told}</text>'
