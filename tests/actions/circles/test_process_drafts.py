"""A circle makes a process its own: copies it, writes on it together, tries it, decides on it, and hands it on."""

from dataclasses import replace

import pytest

from covision import processes
from covision.actions.circles import process_drafts, process_proposals, proposals
from covision.actions.processes import adopted as adopted_processes
from covision.actions.room import rooms
from covision.engine.refusals import Refused
from covision.models.contributions import CircleBody
from covision.models.own_processes import OwnProcess, OwnVersion
from covision.processes import process_text as texts
from tests.conftest import NOW
from tests.scenes.circle_processes import a_copy, decided, version_of, with_title, without_steps
from tests.scenes.lasting_circle import of_four

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    rooms.close_rooms()


def test_a_copy_is_the_circles_draft_with_all_its_words() -> None:
    group = of_four()
    process_id = a_copy(group)
    written, edition = process_drafts.draft(group.inside("Ben"), process_id)
    original = texts.text_of("five-steps")
    assert edition == 1
    assert written.words == original.words
    assert replace(written.process, id="five-steps") == original.process
    assert written.process.id.startswith("own-")
    assert written.process.id not in processes.live_ids()


def test_a_draft_somebody_else_has_changed_is_not_written_over() -> None:
    group = of_four()
    process_id = a_copy(group)
    written, edition = process_drafts.draft(group.inside("Ben"), process_id)
    with_title(group, process_id, "Ours", "Ada")
    with pytest.raises(Refused, match="changed this draft meanwhile"):
        process_drafts.keep_draft(group.inside("Ben"), process_id, texts.write(written), edition, now=NOW)
    assert process_drafts.draft(group.inside("Ben"), process_id)[0].words["en"]["title"] == "Ours"
    assert CircleBody.objects.filter(ref=OwnProcess.objects.get().draft).exists()


def test_a_draft_may_have_faults_but_is_neither_tried_nor_proposed_with_them() -> None:
    group = of_four()
    process_id = a_copy(group)
    without_steps(group, process_id)
    with pytest.raises(Refused, match="could not work by this yet"):
        process_drafts.version_for_rehearsal(group.inside("Fay"), process_id, now=NOW)
    with pytest.raises(Refused, match="could not work by this yet"):
        process_drafts.propose(group.inside("Fay"), process_id, now=NOW)
    assert not OwnVersion.objects.exists()


def test_a_trial_is_found_by_its_id_also_after_this_process_has_forgotten_it() -> None:
    group = of_four()
    id = process_drafts.version_for_rehearsal(group.inside("Fay"), a_copy(group), now=NOW)
    assert processes.process(id).steps == processes.process("five-steps").steps
    assert processes.word(id, "de", "title") == processes.word("five-steps", "de", "title")
    processes.unregister(id)
    with pytest.raises(KeyError):
        processes.process(id)
    process_drafts.process_versions.load([id])
    assert processes.process(id).id == id


def test_what_all_consent_to_gets_its_number_and_is_what_the_circle_works_by() -> None:
    group = of_four()
    process_id = a_copy(group)
    with_title(group, process_id, "Ours")
    assert decided(group, process_id).state == "passed"
    draft = process_drafts.open_draft(group.inside("Ben"), process_id)
    assert [(version.number, version.in_use) for version in draft.versions] == [(1, True)]
    assert [process.id for process in adopted_processes.processes_in_use(group.circle.pk)] == [
        draft.versions[0].process_id
    ]
    assert processes.word(draft.versions[0].process_id, "en", "title") == "Ours"


def test_the_next_version_takes_the_place_of_the_one_before_which_stays_as_it_was() -> None:
    group = of_four()
    process_id = a_copy(group)
    decided(group, process_id)
    with_title(group, process_id, "Second")
    decided(group, process_id)
    draft = process_drafts.open_draft(group.inside("Ben"), process_id)
    assert [(version.number, version.in_use) for version in draft.versions] == [(2, True), (1, False)]
    first = process_drafts.draft_or_version(group.inside("Ben"), process_id, 1)
    assert first.words["en"]["title"] == processes.word("five-steps", "en", "title")


def test_a_process_of_the_library_is_agreed_on_and_given_up() -> None:
    group = of_four()
    proposal = process_proposals.propose_process(group.inside("Fay"), "concept-1", "", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        group.answer(who, proposal, "consent")
    assert [process.id for process in adopted_processes.processes_in_use(group.circle.pk)] == ["concept-1"]
    with pytest.raises(Refused, match="work by this already"):
        process_proposals.propose_process(group.inside("Fay"), "concept-1", "", now=NOW)
    end = process_proposals.propose_giving_up(group.inside("Ben"), "concept-1", "Too long.", now=NOW)
    for who in ("Fay", "Cas", "Ada"):
        group.answer(who, end, "consent")
    assert adopted_processes.processes_in_use(group.circle.pk) == ()


def test_a_draft_thrown_away_is_gone_with_its_text() -> None:
    group = of_four()
    process_id = a_copy(group)
    ref = OwnProcess.objects.get().draft
    process_drafts.discard(group.inside("Ben"), process_id, now=NOW)
    assert not OwnProcess.objects.exists()
    assert not CircleBody.objects.filter(ref=ref).exists()


def test_a_draft_of_something_decided_becomes_again_what_was_decided() -> None:
    group = of_four()
    process_id = a_copy(group)
    decided(group, process_id)
    with_title(group, process_id, "Not like this")
    process_drafts.discard(group.inside("Ben"), process_id, now=NOW)
    written, _ = process_drafts.draft(group.inside("Ben"), process_id)
    assert written.words["en"]["title"] == processes.word("five-steps", "en", "title")


def test_what_was_exported_is_imported_by_another_circle_as_it_was() -> None:
    group, elsewhere = of_four(), of_four()
    text = process_drafts.export(group.inside("Fay"), a_copy(group, "six-phases"), None)
    process = process_drafts.import_file(elsewhere.inside("Ben"), text.encode(), now=NOW)
    written, _ = process_drafts.draft(elsewhere.inside("Ben"), process.public_id)
    assert written.words == texts.read(text).words
    assert written.process.steps == texts.read(text).process.steps


def test_nobody_gets_at_another_circles_processes() -> None:
    group, elsewhere = of_four(), of_four()
    process_id = a_copy(group)
    decided(group, process_id)
    version = process_drafts.open_draft(group.inside("Fay"), process_id).versions[0].process_id
    stranger = elsewhere.inside("Fay")
    for attempt in (
        lambda: process_drafts.draft(stranger, process_id),
        lambda: process_drafts.export(stranger, process_id, 1),
        lambda: process_drafts.copy(stranger, version, now=NOW),
        lambda: process_drafts.discard(stranger, process_id, now=NOW),
        lambda: process_drafts.version_for_rehearsal(stranger, process_id, now=NOW),
    ):
        with pytest.raises(Refused, match="no such way of working"):
            attempt()


def test_a_dissolved_circle_leaves_nothing_of_its_processes() -> None:
    group = of_four()
    process_id = a_copy(group)
    decided(group, process_id)
    id = process_drafts.open_draft(group.inside("Fay"), process_id).versions[0].process_id
    assert processes.process(id)
    end = proposals.propose_dissolution(group.inside("Fay"), "We are done.", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        group.answer(who, end, "consent")
    assert not OwnProcess.objects.exists()
    assert not CircleBody.objects.exists()
    assert processes.registered(id) is None


def test_an_objection_leads_to_another_draft_which_is_what_is_put_again() -> None:
    group = of_four()
    process_id = a_copy(group)
    proposal = process_drafts.propose(group.inside("Fay"), process_id, now=NOW)
    group.answer("Ben", proposal, "objection", "The title says nothing.")
    with_title(group, process_id, "Says more")
    proposals.propose_again(group.inside("Ada"), proposal, "A better title.", None, "en", now=NOW)
    for who in ("Fay", "Cas", "Ben"):
        group.answer(who, proposal, "consent")
    assert processes.word(version_of(group, process_id), "en", "title") == "Says more"
    assert OwnVersion.objects.count() == 1


def test_what_is_proposed_is_not_what_is_written_afterwards() -> None:
    group = of_four()
    process_id = a_copy(group)
    proposal = process_drafts.propose(group.inside("Fay"), process_id, now=NOW)
    with_title(group, process_id, "Written later")
    for who in ("Cas", "Ada", "Ben"):
        group.answer(who, proposal, "consent")
    assert processes.word(version_of(group, process_id), "en", "title") != "Written later"
    with pytest.raises(Refused, match="decided already"):
        group.answer("Ben", proposal, "objection", "Too late.")


def test_what_a_file_calls_its_parts_reaches_no_journal() -> None:
    group = of_four()
    text = process_drafts.export(group.inside("Fay"), a_copy(group), None).replace(
        "appeals", "shout-at-the-boss"
    )
    assert "shout-at-the-boss" in text
    process = process_drafts.import_file(group.inside("Fay"), text.encode(), now=NOW)
    id = process_drafts.version_for_rehearsal(group.inside("Fay"), process.public_id, now=NOW)
    assert "shout-at-the-boss" not in str(processes.process(id))
