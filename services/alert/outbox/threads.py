"""The first message of each claim on a channel, by its receipt."""

from __future__ import annotations

from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.outbox import rows
from services.alert.outbox.tables import Lane, ThreadRow


async def receipt(session: AsyncSession, lane: Lane, claim: str) -> str | None:
    """The receipt of the claim's first message on the channel; None where there is none."""
    row = await session.get(ThreadRow, (*lane, claim))
    return row.receipt if row else None


async def keep(session: AsyncSession, lane: Lane, claim: str, receipt: str) -> None:
    """Keep it as the claim's first message, unless there is one; a digest is of no claim, and begins no thread."""
    if claim:
        receiver, channel = lane
        await rows.add(session, [ThreadRow(receiver=receiver, channel=channel, claim=claim, receipt=receipt)])
