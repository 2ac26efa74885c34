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
    there = of_four()
    own = a_copy(there)
    found, edition = process_drafts.draft(there.inside("Ben"), own)
    original = texts.text_of("five-steps")
    assert edition == 1
    assert found.words == original.words
    assert replace(found.process, id="five-steps") == original.process
    assert found.process.id.startswith("own-")
    assert found.process.id not in processes.live_ids()


def test_a_draft_somebody_else_has_changed_is_not_written_over() -> None:
    there = of_four()
    own = a_copy(there)
    found, edition = process_drafts.draft(there.inside("Ben"), own)
    with_title(there, own, "Ours", "Ada")
    with pytest.raises(Refused, match="changed this draft meanwhile"):
        process_drafts.keep_draft(there.inside("Ben"), own, texts.write(found), edition, now=NOW)
    assert process_drafts.draft(there.inside("Ben"), own)[0].words["en"]["title"] == "Ours"
    assert CircleBody.objects.filter(ref=OwnProcess.objects.get().draft).exists()


def test_a_draft_may_have_faults_but_is_neither_tried_nor_proposed_with_them() -> None:
    there = of_four()
    own = a_copy(there)
    without_steps(there, own)
    with pytest.raises(Refused, match="could not work by this yet"):
        process_drafts.version_for_rehearsal(there.inside("Fay"), own, now=NOW)
    with pytest.raises(Refused, match="could not work by this yet"):
        process_drafts.propose(there.inside("Fay"), own, now=NOW)
    assert not OwnVersion.objects.exists()


def test_a_trial_is_found_by_its_id_also_after_this_process_has_forgotten_it() -> None:
    there = of_four()
    id = process_drafts.version_for_rehearsal(there.inside("Fay"), a_copy(there), now=NOW)
    assert processes.process(id).steps == processes.process("five-steps").steps
    assert processes.word(id, "de", "title") == processes.word("five-steps", "de", "title")
    processes.unregister(id)
    with pytest.raises(KeyError):
        processes.process(id)
    process_drafts.process_versions.load([id])
    assert processes.process(id).id == id


def test_what_all_consent_to_gets_its_number_and_is_what_the_circle_works_by() -> None:
    there = of_four()
    own = a_copy(there)
    with_title(there, own, "Ours")
    assert decided(there, own).state == "passed"
    found = process_drafts.open_draft(there.inside("Ben"), own)
    assert [(version.number, version.in_use) for version in found.versions] == [(1, True)]
    assert [process.id for process in adopted_processes.processes_in_use(there.circle.pk)] == [
        found.versions[0].process_id
    ]
    assert processes.word(found.versions[0].process_id, "en", "title") == "Ours"


def test_the_next_version_takes_the_place_of_the_one_before_which_stays_as_it_was() -> None:
    there = of_four()
    own = a_copy(there)
    decided(there, own)
    with_title(there, own, "Second")
    decided(there, own)
    found = process_drafts.open_draft(there.inside("Ben"), own)
    assert [(version.number, version.in_use) for version in found.versions] == [(2, True), (1, False)]
    first = process_drafts.draft_or_version(there.inside("Ben"), own, 1)
    assert first.words["en"]["title"] == processes.word("five-steps", "en", "title")


def test_a_process_of_the_library_is_agreed_on_and_given_up() -> None:
    there = of_four()
    meant = process_proposals.propose_process(there.inside("Fay"), "concept-1", "", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        there.answer(who, meant, "consent")
    assert [one.id for one in adopted_processes.processes_in_use(there.circle.pk)] == ["concept-1"]
    with pytest.raises(Refused, match="work by this already"):
        process_proposals.propose_process(there.inside("Fay"), "concept-1", "", now=NOW)
    end = process_proposals.propose_giving_up(there.inside("Ben"), "concept-1", "Too long.", now=NOW)
    for who in ("Fay", "Cas", "Ada"):
        there.answer(who, end, "consent")
    assert adopted_processes.processes_in_use(there.circle.pk) == ()


def test_a_draft_thrown_away_is_gone_with_its_text() -> None:
    there = of_four()
    own = a_copy(there)
    ref = OwnProcess.objects.get().draft
    process_drafts.discard(there.inside("Ben"), own, now=NOW)
    assert not OwnProcess.objects.exists()
    assert not CircleBody.objects.filter(ref=ref).exists()


def test_a_draft_of_something_decided_becomes_again_what_was_decided() -> None:
    there = of_four()
    own = a_copy(there)
    decided(there, own)
    with_title(there, own, "Not like this")
    process_drafts.discard(there.inside("Ben"), own, now=NOW)
    found, _ = process_drafts.draft(there.inside("Ben"), own)
    assert found.words["en"]["title"] == processes.word("five-steps", "en", "title")


def test_what_was_exported_is_imported_by_another_circle_as_it_was() -> None:
    there, elsewhere = of_four(), of_four()
    text = process_drafts.export(there.inside("Fay"), a_copy(there, "six-phases"), None)
    own = process_drafts.import_file(elsewhere.inside("Ben"), text.encode(), now=NOW)
    found, _ = process_drafts.draft(elsewhere.inside("Ben"), own.public_id)
    assert found.words == texts.read(text).words
    assert found.process.steps == texts.read(text).process.steps


def test_nobody_gets_at_another_circles_processes() -> None:
    there, elsewhere = of_four(), of_four()
    own = a_copy(there)
    decided(there, own)
    version = process_drafts.open_draft(there.inside("Fay"), own).versions[0].process_id
    stranger = elsewhere.inside("Fay")
    for attempt in (
        lambda: process_drafts.draft(stranger, own),
        lambda: process_drafts.export(stranger, own, 1),
        lambda: process_drafts.copy(stranger, version, now=NOW),
        lambda: process_drafts.discard(stranger, own, now=NOW),
        lambda: process_drafts.version_for_rehearsal(stranger, own, now=NOW),
    ):
        with pytest.raises(Refused, match="no such way of working"):
            attempt()


def test_a_dissolved_circle_leaves_nothing_of_its_processes() -> None:
    there = of_four()
    own = a_copy(there)
    decided(there, own)
    id = process_drafts.open_draft(there.inside("Fay"), own).versions[0].process_id
    assert processes.process(id)
    end = proposals.propose_dissolution(there.inside("Fay"), "We are done.", now=NOW)
    for who in ("Cas", "Ada", "Ben"):
        there.answer(who, end, "consent")
    assert not OwnProcess.objects.exists()
    assert not CircleBody.objects.exists()
    assert processes.registered(id) is None


def test_an_objection_leads_to_another_draft_which_is_what_is_put_again() -> None:
    there = of_four()
    own = a_copy(there)
    proposal = process_drafts.propose(there.inside("Fay"), own, now=NOW)
    there.answer("Ben", proposal, "objection", "The title says nothing.")
    with_title(there, own, "Says more")
    proposals.propose_again(there.inside("Ada"), proposal, "A better title.", None, "en", now=NOW)
    for who in ("Fay", "Cas", "Ben"):
        there.answer(who, proposal, "consent")
    assert processes.word(version_of(there, own), "en", "title") == "Says more"
    assert OwnVersion.objects.count() == 1


def test_what_is_proposed_is_not_what_is_written_afterwards() -> None:
    there = of_four()
    own = a_copy(there)
    proposal = process_drafts.propose(there.inside("Fay"), own, now=NOW)
    with_title(there, own, "Written later")
    for who in ("Cas", "Ada", "Ben"):
        there.answer(who, proposal, "consent")
    assert processes.word(version_of(there, own), "en", "title") != "Written later"
    with pytest.raises(Refused, match="decided already"):
        there.answer("Ben", proposal, "objection", "Too late.")


def test_what_a_file_calls_its_parts_reaches_no_journal() -> None:
    there = of_four()
    text = process_drafts.export(there.inside("Fay"), a_copy(there), None).replace(
        "appeals", "shout-at-the-boss"
    )
    assert "shout-at-the-boss" in text
    own = process_drafts.import_file(there.inside("Fay"), text.encode(), now=NOW)
    id = process_drafts.version_for_rehearsal(there.inside("Fay"), own.public_id, now=NOW)
    assert "shout-at-the-boss" not in str(processes.process(id))
