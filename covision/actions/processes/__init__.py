"""A circle's own processes: the versions that are kept, and those it works by."""
