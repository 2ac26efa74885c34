"""The editor in which a circle makes a process its own: one form, of which one part is open, and the path beside it."""
