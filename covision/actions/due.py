"""What falls due by itself: everything that is settled, erased or forgotten when its time is over."""

from datetime import datetime

from covision import mail
from covision.actions.accounts.people import forget_what_is_over
from covision.actions.cases.cases import erase_old
from covision.actions.cases.turns import forget_turns
from covision.actions.circles.circles import settle_all
from covision.actions.circles.decisions import settle_ripe
from covision.actions.commitments.commitments import erase_kept_due
from covision.actions.commitments.reminders import remind
from covision.actions.data.account_deletion import forget_the_nameless
from covision.actions.learning.learning import forget_guests
from covision.actions.meetings.alone import erase_abandoned
from covision.actions.meetings.meetings import erase_due
from covision.actions.meetings.sheets import erase_sheets_due
from covision.actions.processes.versions import erase_trials

from .appointments import appointments


def do_what_cannot_wait(now: datetime) -> None:
    mail.look_again(now)
    settle_ripe(now)


def do_what_is_due(now: datetime) -> int:
    """Count the meetings erased. A noun whose rows have a keeping time adds its line here."""
    settle_all(now)
    appointments.do_what_is_due(now)
    erased = erase_due(now) + erase_abandoned(now)
    erase_trials(now)
    forget_what_is_over(now)
    forget_guests(now)
    erase_old(now)
    forget_turns(now)
    remind(now)
    erase_kept_due(now)
    erase_sheets_due(now)
    forget_the_nameless(now)
    return erased
