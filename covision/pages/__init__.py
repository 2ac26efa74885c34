"""Pages people read, as data: Markdown and tables, a file per language."""
