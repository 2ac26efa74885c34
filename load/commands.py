"""The commands a checkout has beside those of `covision`; the name of each is that of its module."""

COMMANDS = {
    "play": "let simulated peers play whole meetings, and say what was lost (nothing should be)",
    "bench": "measure how long commands take from hand to eyes, and what a line costs",
    "weigh": "measure the pages of a circle that has met for years beside those of a new one",
    "rehearse": "play rehearsals in one go with somebody who acts by chance, and look for dead ends",
    "matrix": "ask every address as every kind of person, and say where an answer differs from the table",
    "hints": "say how well the rules of hints agree with the labelled sentences, a line per rule and language",
}
