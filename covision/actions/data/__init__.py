"""A person's own data: given out, and deleted."""
