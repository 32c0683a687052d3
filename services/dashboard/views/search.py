"""What a search found."""

from __future__ import annotations

from services.dashboard.views.claims import ClaimRow, StatementRow
from services.dashboard.views.view import View


class SearchView(View, frozen=True, kw_only=True):
    """The newest that hold all the words; the last may be the beginning of one, where few hold it whole."""

    asked: str
    claims: tuple[ClaimRow, ...]
    statements: tuple[StatementRow, ...]
    more: bool
    """Whether there are more than these."""
