"""The path of a process as a picture: numbers that a page and a sheet of paper draw alike."""

from itertools import accumulate, groupby, pairwise
from math import pi, sin

from covision.engine.process import Field

from .document import Landmark, PathStretch, Picture, Point

WIDE, HIGH = 400, 116
LEFT, LOW, RISE = 16, 98, 58
OVER = 27  # how far a field's sign stands above the line
GAP = 4  # between two stretches
GRAIN = 10  # lines in a stretch
NARROW = 25  # no stretch is shorter, as long as there is room for all
RADIUS = 8.6
FILLED = 0.32  # of the narrowest stretch lies between the middle of a number and its edge


def picture(steps: tuple[tuple[Field, int], ...]) -> Picture:
    ends = _ends(tuple(minutes for _field, minutes in steps))
    stretches = tuple(
        _stretch(field, start, end) for (field, _minutes), (start, end) in zip(steps, ends, strict=True)
    )
    narrowest = min((end - start for start, end in ends), default=1.0) * (WIDE - 2 * LEFT)
    radius = round(min(RADIUS, narrowest * FILLED), 1)
    return Picture(WIDE, HIGH, radius, stretches, _landmarks(stretches))


def _ends(minutes: tuple[int, ...]) -> tuple[tuple[float, float], ...]:
    """Where each stretch begins and ends, from 0 to 1: a place for its number, and its share of what is left.
    A step without a time counts as an average one."""
    timed = [length for length in minutes if length]
    average = sum(timed) / len(timed) if timed else 1
    shares = [length or average for length in minutes]
    total = sum(shares) or 1
    least = min(NARROW / (WIDE - 2 * LEFT), 1 / max(len(shares), 1))
    wide = (least + (1 - least * len(shares)) * share / total for share in shares)
    return tuple(pairwise(accumulate(wide, initial=0.0)))


def _stretch(field: Field, start: float, end: float) -> PathStretch:
    space = GAP / 2 / (WIDE - 2 * LEFT)
    first, last = start + space, end - space
    points = tuple(_point(first + (last - first) * number / GRAIN) for number in range(GRAIN + 1))
    return PathStretch(field, points, _point((start + end) / 2))


def _landmarks(stretches: tuple[PathStretch, ...]) -> tuple[Landmark, ...]:
    """One sign wherever another field begins, over the middle of its stretches."""
    landmarks = []
    for field, group in groupby(stretches, key=lambda stretch: stretch.field):
        part = tuple(group)
        x = (part[0].points[0][0] + part[-1].points[-1][0]) / 2
        near = [stretch for stretch in part if abs(stretch.station[0] - x) < OVER] or part[:1]
        y = min(_point((x - LEFT) / (WIDE - 2 * LEFT))[1], *(stretch.station[1] for stretch in near))
        landmarks.append(Landmark(field, (round(x, 1), round(y - OVER, 1))))
    return tuple(landmarks)


def _point(at: float) -> Point:
    return round(LEFT + at * (WIDE - 2 * LEFT), 1), round(LOW - RISE * sin(at * pi / 2), 1)
