"""A circle's pages."""
