"""What falls due by itself: everything that is settled, erased or forgotten when its time is over."""

from datetime import datetime

from .circles import settle_all
from .farewell import forget_the_nameless
from .learning import forget_the_gone
from .meetings import erase_due
from .people import forget_what_is_over


def do_what_is_due(now: datetime) -> int:
    """This will do all that has fallen due by `now`, and count the meetings that were erased. A noun whose rows have a
    keeping time adds its line here; the server comes by every hour, and `covision due` whenever somebody calls it."""
    settle_all(now)
    erased = erase_due(now)
    forget_what_is_over(now)
    forget_the_gone(now)
    forget_the_nameless(now)
    return erased
