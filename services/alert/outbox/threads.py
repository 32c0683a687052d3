"""The first message of each claim on a channel, by its receipt."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.outbox import rows
from services.alert.outbox.tables import Lane, ThreadRow


async def keep(session: AsyncSession, begun: Iterable[tuple[Lane, str, str]]) -> None:
    """Keep receipts, by lane and claim, as the claims' first messages, but where there is one.

    A digest is of no claim, and begins no thread.
    """
    new = [
        ThreadRow(receiver=receiver, channel=channel, claim=claim, receipt=receipt)
        for (receiver, channel), claim, receipt in begun
        if claim
    ]
    await rows.add(session, new)
