"""How figures are put for an editor: on pages, in messages, in tables and in what a flag says. Pure.

amounts, moments ─▶ figures
"""

from services.wording.figures import as_of, between, figure, interval, measure
from services.wording.moments import day, moment, span
from services.wording.rules import RULES

__all__ = ["RULES", "as_of", "between", "day", "figure", "interval", "measure", "moment", "span"]
