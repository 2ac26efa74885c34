"""What falls due by itself: everything that is settled, erased or forgotten when its time is over."""

from datetime import datetime

from covision import mail

from . import dates
from .alone import erase_the_gone
from .cases import erase_old
from .circles import settle_all
from .commitments import erase_kept_due
from .farewell import forget_the_nameless
from .learning import forget_the_gone
from .meetings import erase_due
from .own_versions import erase_trials
from .people import forget_what_is_over
from .reminders import remind
from .settling import settle_ripe
from .sheets import erase_sheets_due
from .turns import forget_turns


def do_what_cannot_wait(now: datetime) -> None:
    """This will do what people wait for by the clock; the server comes by every few seconds."""
    mail.look_again(now)
    settle_ripe(now)


def do_what_is_due(now: datetime) -> int:
    """This will do all that has fallen due by `now`, and count the meetings that were erased. A noun whose rows have a
    keeping time adds its line here; the server comes by every hour, and `covision due` whenever somebody calls it."""
    settle_all(now)
    dates.do_what_is_due(now)
    erased = erase_due(now) + erase_the_gone(now)
    erase_trials(now)
    forget_what_is_over(now)
    forget_the_gone(now)
    erase_old(now)
    forget_turns(now)
    remind(now)
    erase_kept_due(now)
    erase_sheets_due(now)
    forget_the_nameless(now)
    return erased
