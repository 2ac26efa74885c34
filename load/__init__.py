"""Everything that plays, measures and compares Covision from outside; part of a checkout, not of what is installed."""

import logging

logging.getLogger("httpx").setLevel(logging.WARNING)  # or it has a line for every request
