"""What a group of peers sees of Covision leading its meeting, and what it means to do about it."""

from dataclasses import dataclass, field
from random import Random

from .sight import SeenCard, Sight

PATIENT = (
    0.4  # in how many of the timed steps the group waits for the clock instead of saying that it is ready
)


@dataclass
class Led:
    """`takes_over` names the step in which somebody does, if anybody is to; `taken` and `given_back` who did. Of what the
    pages showed: the `steps` that Covision led through, the `questions` it put, who was `called` on, and in which steps
    somebody said to be `ready`."""

    seed: str
    takes_over: str = ""
    taken: str = ""
    given_back: str = ""
    steps: list[str] = field(default_factory=list)
    questions: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    ready: set[str] = field(default_factory=set)

    def note(self, sight: Sight) -> None:
        """Note what a page shows now."""
        if not sight.covision_leads:
            return
        if sight.visit not in self.steps:
            self.steps.append(sight.visit)
        self.questions.update(
            f"{sight.visit} {card.id}" for card in sight.of("question") if by_covision(card)
        )
        self.called.update(sight.to_speak)

    def waits_for_the_clock(self, sight: Sight) -> bool:
        luck = Random(f"{self.seed} {sight.place}")
        return sight.ends is not None and luck.random() < PATIENT

    def told(self) -> dict[str, object]:
        """What one can count afterwards; `by_time` are steps that Covision left without the group's word."""
        return {
            "steps": len(self.steps),
            "by_time": [step for step in self.steps[:-1] if step not in self.ready],
            "questions": len(self.questions),
            "called": sorted(self.called),
            "taken": self.taken,
            "given_back": self.given_back,
        }


def by_covision(card: SeenCard) -> bool:
    return card.by == "Covision"
