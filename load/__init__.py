"""Everything that plays, measures and compares Covision from outside; part of a checkout, not of what is installed."""
