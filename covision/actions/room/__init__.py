"""A meeting in the memory of one server process, and what it knows of its people."""
