"""What somebody reads after a rehearsal is worked out from what she did, and names one thing to try."""

from covision.peers.debrief import Debrief, Eyes, debrief
from tests.scenes.rehearsal import Story


def look_back(story: Story, language: str = "en") -> Debrief:
    seat = max(story.room.names)
    return debrief(Eyes(story.room.meeting, seat, language, story.room.text))


def test_a_facilitator_reads_how_her_questions_were_heard_and_how_else_to_ask() -> None:
    pia = Story("monday-chair", "facilitator")
    pia.facilitates("problem")
    pia.do("write", kind="question", text="Have you tried to ring him up?")

    debriefed = look_back(pia)

    problem = next(passage for passage in debriefed.passages if passage.step == "problem")
    assert [(deed.text, deed.heard) for deed in problem.contributions] == [
        ("Have you tried to ring him up?", "heard as advice in the shape of a question")
    ]
    assert "What have you thought of yourself already?" in problem.ways
    assert debriefed.next.startswith("When an idea comes, turn it into a question")


def test_kindness_comes_before_everything_else() -> None:
    pia = Story("monday-chair", "facilitator")
    pia.facilitates("problem")
    pia.do("write", kind="question", text="Why are you so stupid?")

    assert "read it as if it had been written to you" in look_back(pia).next


def test_everything_is_said_in_german_too() -> None:
    pia = Story("monday-chair", "facilitator", "de")
    pia.facilitates("problem")
    pia.do("write", kind="question", text="Haben Sie es schon mal mit Anrufen versucht?")

    debriefed = look_back(pia, "de")

    assert any("Ratschlag" in deed.heard for passage in debriefed.passages for deed in passage.contributions)
    assert debriefed.next.startswith("Wenn Ihnen eine Idee kommt")


def test_as_long_as_no_work_has_begun_there_is_nothing_to_try() -> None:
    assert look_back(Story("monday-chair", "advisor")).next == ""
