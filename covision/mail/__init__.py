"""Letters: one to one recipient, in plain words and their language, without content and without a trace."""

from .boxes import Letter as Letter
from .carrier import carry as carry
from .carrier import finish as finish
from .carrier import look_again as look_again
from .carrier import rest as rest
from .carrier import wake as wake
from .letters import NotSent as NotSent
from .letters import is_set_up as is_set_up
from .letters import send as send
from .outbox import is_held_up as is_held_up
from .outbox import post as post
from .outbox import waiting as waiting
