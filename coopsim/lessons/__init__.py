"""Five lessons: a scenario, some values, a bet, and what the runs show. A lesson is data and a grid of runs."""

from coopsim.lessons.declared import NUMBERS, Lesson, lesson
from coopsim.lessons.grid import LessonRuns, run_lesson

__all__ = ["NUMBERS", "Lesson", "LessonRuns", "lesson", "run_lesson"]
