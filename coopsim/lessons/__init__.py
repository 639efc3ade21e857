"""Five lessons: a scenario, some values, a bet, and what the runs say of it. A lesson is data and a grid of runs."""

from coopsim.lessons.declared import NUMBERS, Lesson, lesson
from coopsim.lessons.grid import Taught, taught

__all__ = ["NUMBERS", "Lesson", "Taught", "lesson", "taught"]
