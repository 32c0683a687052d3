"""A claim's statements as its chart takes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from schemas.flags import Grade
from schemas.statements import Factuality
from services.charts.plots import Stated
from services.dashboard.views.claims import StatementRow

Odds = Mapping[tuple[str, int, str], Grade]
"""By article, revision and words: the worst grade of the open flags that rest on a statement."""


def stated(statements: Sequence[StatementRow], odds: Odds, ours: Collection[str]) -> list[Stated]:
    """What is asserted, oldest first; `statements` come newest first, `ours` are the newsroom's own outlets."""
    return [
        Stated(
            published_at=row.published_at,
            outlet=row.outlet,
            source=row.statement.chain[-1] if row.statement.chain else row.outlet,
            ours=row.outlet in ours,
            words=row.statement.quote,
            figure=row.statement.figure,
            as_of=row.statement.as_of.span,
            article=row.article,
            revision=row.revision,
            at_odds=odds.get((row.article, row.revision, row.statement.quote)),
        )
        for row in reversed(statements)
        if row.statement.factuality is Factuality.ASSERTED
    ]
