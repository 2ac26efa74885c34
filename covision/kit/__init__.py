"""A process on paper and on its pages: told whole in one language, as plain data, and set as accessible PDF."""
