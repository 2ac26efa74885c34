"""Cases that members prepare, and turns: give and take."""
