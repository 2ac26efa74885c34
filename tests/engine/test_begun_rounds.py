"""A round that has begun keeps its problem and its process: leaving it leads into the next. Before it has begun, the group
chooses anew when the client goes."""

from covision.engine import commands as c
from covision.engine.scene.cards import CardView

from .table import ADA, BEN, CAS, FAY, Table, meeting_of_five, problem_tags, process


def gone_back_to_casting() -> Table:
    """A round has begun, and something was written in its first step."""
    table = meeting_of_five()
    table.begin()
    table.write(CAS, "sentence", opened=True)
    table.act(ADA, c.GoBack("problem"))
    return table


def two_problems(rounds: int = 1) -> tuple[Table, str]:
    """The one by Cas has been chosen; Ben's is left."""
    table = meeting_of_five(rounds=rounds)
    table.end()
    other = table.write(BEN, "problem", tags=problem_tags())
    table.choose(table.collect())
    return table, other


def test_by_another_process_the_problem_gets_a_round_of_its_own() -> None:
    table = gone_back_to_casting()
    before = table.meeting.rounds[0]
    table.act(CAS, c.PickProcess(process("reflecting-team")))
    assert table.meeting.place() == (2, "cast")
    assert table.meeting.rounds[0] == before
    now = table.meeting.rounds[1]
    assert now.case == before.case and now.process == process("reflecting-team") and not now.began
    assert now.parts == (("client", CAS),)
    table.act(ADA, c.TakeRole("facilitator"))
    table.end(anyway=True)
    assert table.meeting.place() == (2, "prepare")
    table.skip_to("present")
    table.write(CAS, "story")
    assert [card.round for card in table.meeting.cards if card.kind in {"sentence", "story"}] == [1, 2]
    assert table.replayed() == table.meeting


def test_before_the_round_has_begun_another_process_is_simply_picked() -> None:
    table = meeting_of_five()
    table.choose(table.collect())
    table.act(CAS, c.PickProcess(process("reflecting-team")))
    assert table.meeting.place() == (1, "cast") and len(table.meeting.rounds) == 1


def test_what_was_written_by_the_first_process_can_be_looked_at_to_the_end() -> None:
    table = gone_back_to_casting()
    table.act(CAS, c.PickProcess(process("reflecting-team")))
    steering = table.scene(ADA).steering
    assert steering is not None
    assert [(option.step, option.then) for option in steering.nexts] == [("prepare", ""), ("plans", "final")]
    table.end("final")
    assert table.meeting.place() == (0, "plans")
    board = table.scene(FAY, (1, "problem")).board
    assert board is not None
    assert "sentence" in {option.kind for option in board.lists if option.cards}


def test_whoever_passes_after_the_work_had_begun_leaves_nothing_of_it_in_the_next_problem() -> None:
    table, other = two_problems()
    table.act(ADA, c.TakeRole("facilitator"))
    table.end(anyway=True)
    table.write(CAS, "sentence", opened=True)
    table.act(ADA, c.GoBack("problem"))
    table.act(ADA, c.GoBack("cast"))
    first = table.meeting.rounds[0]
    table.act(CAS, c.PassCase())
    assert table.meeting.place() == (2, "choose")
    assert table.meeting.rounds[0] == first
    assert [card.id for card in table.meeting.open_cases()] == [other]
    table.choose(other, owner=BEN)
    table.act(ADA, c.TakeRole("facilitator"))
    table.end(anyway=True)
    carried = table.scene(FAY).carried
    assert table.meeting.place() == (2, "problem")
    assert carried is None or [card_list.kind for card_list in carried.lists] == ["problem"]


def test_when_the_client_goes_before_the_work_has_begun_the_group_chooses_anew() -> None:
    table, other = two_problems()
    table.act(ADA, c.TakeRole("facilitator"))
    table.act(CAS, c.Leave())
    assert table.meeting.place() == (1, "choose")
    assert [card.id for card in open_to_choice(table)] == [other]
    table.choose(other, owner=BEN)
    assert table.meeting.client(1) == BEN
    assert table.replayed() == table.meeting


def test_a_client_who_is_asked_to_go_before_the_group_has_gone_on_is_no_client_any_more() -> None:
    table = meeting_of_five()
    card = table.collect()
    table.act(FAY, c.ProposeCase(card))
    table.act(CAS, c.AcceptCase((process("concept-1"),)))
    for voice in (FAY, ADA):
        table.act(voice, c.VoiceRemoval(CAS))
    assert table.meeting.place() == (1, "choose")
    assert not table.meeting.has_case() and table.meeting.rounds[0].process is None


def test_a_shared_problem_stays_when_the_one_who_brought_it_goes() -> None:
    table = meeting_of_five()
    table.choose(table.collect("shared"))
    table.act(CAS, c.Leave())
    assert table.meeting.place() == (1, "cast") and table.meeting.has_case()


def test_when_the_client_goes_from_the_work_another_problem_can_be_chosen_without_hearing_the_round_out() -> (
    None
):
    table, other = two_problems()
    table.act(ADA, c.TakeRole("facilitator"))
    table.end(anyway=True)
    table.act(CAS, c.Leave())
    table.act(ADA, c.GoBack("problem"))
    table.act(ADA, c.GoBack("cast"))
    assert [card.id for card in open_to_choice(table)] == [other]
    table.act(ADA, c.ProposeCase(other))
    assert table.meeting.place() == (2, "choose")
    table.act(BEN, c.AcceptCase((process("concept-1"),)))
    assert table.meeting.rounds[0].case != other and table.meeting.client(2) == BEN


def open_to_choice(table: Table) -> list[CardView]:
    board = table.scene(table.meeting.holder).board
    assert board is not None
    return [card for card_list in board.lists for card in card_list.cards if card.may_propose]


def test_a_step_back_over_a_round_s_beginning_changes_the_round_it_leads_to() -> None:
    table, _other = two_problems(rounds=2)
    table.act(ADA, c.TakeRole("facilitator"))
    table.end(anyway=True)
    table.skip_to("next")
    table.end("round", anyway=True)
    assert table.meeting.place() == (2, "choose")
    while table.meeting.place() != (1, "cast"):
        table.act(ADA, c.GoBack(table.meeting.place()[1]))
    table.act(BEN, c.TakeRole("observer"))
    assert table.meeting.who("observer", 1) == BEN
    table.end(anyway=True)
    assert table.meeting.place() == (1, "problem")
    assert not table.meeting.rounds[1].began


def test_the_move_into_the_next_round_can_be_taken_back_for_ten_seconds() -> None:
    table = gone_back_to_casting()
    table.act(CAS, c.PickProcess(process("reflecting-team")))
    table.act(ADA, c.UndoStep(), after=2)
    assert table.meeting.place() == (1, "cast")
    table.end(anyway=True)
    assert table.meeting.place() == (1, "problem")
    assert table.meeting.process() == process("concept-1")
