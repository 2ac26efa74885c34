"""The pure and blind core: what may happen in a meeting, and what each person may see of it."""
