"""What people in a meeting need to notice of one another and nobody keeps: that it has grown, who is here, who is ready."""

from .alarm import LOGINS as LOGINS
from .alarm import REHEARSALS as REHEARSALS
from .alarm import STOPPING as STOPPING
from .alarm import listen as listen
from .alarm import wake as wake
from .alarm import wake_all as wake_all
from .counts import count as count
from .counts import counted as counted
from .pace import allow as allow
from .postgresql import announce as announce
from .postgresql import close as close
from .postgresql import start as start
from .presence import AWAY_AFTER as AWAY_AFTER
from .presence import away as away
from .presence import came as came
from .presence import forget as forget
from .presence import ready as ready
from .presence import seen as seen
from .presence import take_ready as take_ready
from .presence import went as went
from .presence import who_is_ready as who_is_ready
