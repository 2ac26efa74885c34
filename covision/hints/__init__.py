"""Hints: rules as data, per language, that notice what a method asks to avoid. They say why and never block; they work on
a text in memory, keep nothing, and speak of sentences, never of persons."""

from .rules import HintRule, find, name, reason, rules_of, use_of

__all__ = ["HintRule", "find", "name", "reason", "rules_of", "use_of"]
