"""Who is proposed for a part, as the process casts it; people decide."""

from covision.engine import commands as c

from .table import ADA, BEN, CAS, EVE, FAY, Table, process
from .test_process_language import at


def test_a_part_is_proposed_by_rota_where_the_process_says_so_and_people_decide() -> None:
    table = at("six-phases", "method")
    proposed = proposals(table, FAY, "secretary")
    assert list(proposed.values()) == [""]
    (seat,) = proposed
    table.act(CAS if seat == FAY else FAY, c.AskForRole("secretary", seat))
    table.act(seat, c.DeclineRole("secretary"))
    assert seat not in proposals(table, FAY, "secretary")
    table.act(EVE if seat != EVE else BEN, c.TakeRole("secretary"))


def test_the_lot_falls_on_one_and_on_another_once_that_one_says_no() -> None:
    table = casting("wise-crowd", 8)
    (first,) = proposals(table, FAY, "primary")
    assert proposals(table, EVE, "primary") == {first: "lot"}
    table.act(first, c.DeclineRole("primary"))
    (second,) = proposals(table, FAY, "primary")
    assert second != first


def test_different_cases_draw_different_lots() -> None:
    drawn = set()
    for number in range(12):
        table = casting("wise-crowd", 8, number)
        drawn |= set(proposals(table, FAY, "primary"))
    assert len(drawn) > 2


def test_the_second_who_came_in_is_proposed_to_lead() -> None:
    assert proposals(casting("ten-form", 5), FAY, "facilitator") == {ADA: "second"}


def casting(id: str, seats: int, number: int = 0) -> Table:
    """Parts are shared out; Cas, who came second, brings the case, so the next one is the second of the others."""
    table = Table()
    table.written = number
    table.seat(*range(2, seats + 1))
    table.choose(table.collect())
    table.act(FAY, c.PickProcess(process(id)))
    return table


def proposals(table: Table, viewer: int, role: str) -> dict[int, str]:
    """Who is proposed for a part, and why."""
    scene = table.scene(viewer)
    cast, part = scene.board.cast if scene.board else None, scene.part
    views = cast.roles if cast else part.parts if part else ()
    (view,) = (view for view in views if view.role == role)
    return {view.seat: view.reason for view in view.candidates if view.fair}
