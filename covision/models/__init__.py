"""Tables, constraints and querysets; no decisions. Everybody imports from the modules, which are only registered here."""

from . import agreements as agreements
from . import cases as cases
from . import circles as circles
from . import commitments as commitments
from . import contributions as contributions
from . import dates as dates
from . import identities as identities
from . import journal as journal
from . import keys as keys
from . import learning as learning
from . import logins as logins
from . import meetings as meetings
from . import outbox as outbox
from . import own_processes as own_processes
from . import pace as pace
from . import passkeys as passkeys
from . import people as people
from . import proposals as proposals
from . import rehearsals as rehearsals
from . import sheets as sheets
from . import turns as turns
