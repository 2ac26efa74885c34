"""Changing a process: each function takes one and gives another of the right shape, in which nothing speaks of what is
gone. What becomes impossible by a change is for `checking` to say."""
