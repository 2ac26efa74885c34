"""The first page, and pages that belong to nobody."""
