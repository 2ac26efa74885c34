"""A request comes in: read it, make one call, answer."""
