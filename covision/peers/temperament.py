"""How somebody is in a group: how fast they read and write, how much they contribute, how often they pass."""

from dataclasses import dataclass
from random import Random

READING = 28.0  # characters a second
TYPING = 11.0
LONGEST = 40.0

# part of a word in a cast's “manner”, in any language -> pace of hand and eye, how much somebody contributes
TRAITS: tuple[tuple[str, float, float], ...] = (
    ("thoughtful", 0.8, 0.9),
    ("nachdenk", 0.8, 0.9),
    ("brisk", 1.5, 1.1),
    ("flott", 1.5, 1.1),
    ("quick", 1.5, 1.1),
    ("schlagfertig", 1.5, 1.1),
    ("lively", 1.3, 1.2),
    ("lebhaft", 1.3, 1.2),
    ("calm", 0.85, 1.0),
    ("ruhig", 0.85, 1.0),
    ("quiet", 0.9, 0.7),
    ("still", 0.9, 0.7),
    ("exact", 0.9, 1.0),
    ("genau", 0.9, 1.0),
    ("precise", 0.9, 1.0),
    ("curious", 1.1, 1.2),
    ("neugierig", 1.1, 1.2),
    ("inventive", 1.0, 1.3),
    ("erfinderisch", 1.0, 1.3),
    ("warm", 1.0, 1.1),
    ("herzlich", 1.0, 1.1),
    ("experienced", 1.0, 1.0),
    ("erfahren", 1.0, 1.0),
)


@dataclass(frozen=True)
class Temperament:
    speed: float = 1.0  # 2.0 is twice as fast as usual
    talks: float = 1.0  # contributes as much as usual
    passes: float = 0.08  # a probability

    def many(self, rng: Random, usual: float, least: int = 0) -> int:
        if rng.random() < self.passes:
            return least
        wished = usual * self.talks
        return max(least, int(wished) + (rng.random() < wished - int(wished)))

    def reads(self, characters: int) -> float:
        return min(LONGEST, 1.5 + characters / READING) / self.speed

    def types(self, characters: int) -> float:
        return min(LONGEST, 3.0 + characters / TYPING) / self.speed


def temperament_of(described: str) -> Temperament:
    """Read a manner from its description; what is not known changes nothing."""
    words = described.lower()
    traits = [(speed, talks) for trait, speed, talks in TRAITS if trait in words]
    if not traits:
        return Temperament()
    speed = sum(speed for speed, _ in traits) / len(traits)
    talks = sum(talks for _, talks in traits) / len(traits)
    return Temperament(speed, talks, min(0.3, 0.08 / talks))
