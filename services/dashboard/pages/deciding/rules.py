"""Changes of the rules: tried first, on what was read in the last days, and then decided on, with the reason."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from schemas.amending import amended, differences, watching
from schemas.watch import Rules
from services.dashboard.desk import Desk
from services.dashboard.pages.asking import Admin, TheDesk
from services.dashboard.pages.deciding.forms import ThresholdsForm, WatchForm
from services.dashboard.pages.deciding.recording import Reason, back, shown
from services.dashboard.pages.rendering import render
from services.dashboard.trials import DAYS, Trial
from services.deciding.rules import RulesMoved, amend, rules_in_force

router = APIRouter(prefix="/rules", include_in_schema=False)


@router.post("/thresholds")
async def try_thresholds(_: Admin, desk: TheDesk, form: Annotated[ThresholdsForm, Form()]) -> Response:
    """Try other thresholds."""
    now = await rules_in_force(desk.log)
    return _tried(desk, now, form.amend(now))


@router.post("/watch")
async def try_watch(_: Admin, desk: TheDesk, form: Annotated[WatchForm, Form()]) -> Response:
    """Try to watch a claim, or to watch one otherwise."""
    now = await rules_in_force(desk.log)
    names = {each.name for each in now.watchlist}
    if form.instead_of and form.instead_of not in names:
        raise HTTPException(404, f"No claim {form.instead_of} is watched any more.")
    if form.name != form.instead_of and form.name in names:
        raise HTTPException(422, f"A claim {form.name} is watched already: change that one, or give another name.")
    return _tried(desk, now, watching(now, form.instead_of or None, form.watched()))


@router.post("/unwatch")
async def try_without(_: Admin, desk: TheDesk, name: Annotated[str, Form(max_length=300)]) -> Response:
    """Try no longer to watch a claim."""
    now = await rules_in_force(desk.log)
    if name not in {each.name for each in now.watchlist}:
        raise HTTPException(404, f"No claim {name} is watched any more.")
    return _tried(desk, now, watching(now, name, None))


@router.get("/trials/{asked}")
async def one_trial(request: Request, _: Admin, desk: TheDesk, asked: str) -> Response:
    """How far it is, and what came of it."""
    return _page(request, _known(desk, asked))


@router.post("/trials/{asked}")
async def decide(request: Request, admin: Admin, desk: TheDesk, asked: str, reason: Reason) -> Response:
    """Put the rules in force that were tried, unless others were meanwhile."""
    trial = _known(desk, asked)
    before, after = trial.proposal.before, trial.proposal.after
    try:
        async with shown(desk):
            await amend(desk.log, before, after, by=admin.name, now=desk.now(), reason=reason)
    except RulesMoved as moved:
        return _page(request, trial, moved.rules)
    return back(request, "/rules", "The rules are in force.")


@router.post("/trials/{asked}/anew")
async def try_anew(_: Admin, desk: TheDesk, asked: str) -> Response:
    """Try the same change upon the rules as they are now."""
    proposal, now = _known(desk, asked).proposal, await rules_in_force(desk.log)
    return _tried(desk, now, amended(now, proposal.before, proposal.after))


def _tried(desk: Desk, before: Rules, after: Rules) -> Response:
    if before == after:
        raise HTTPException(422, "These are the rules in force: there is nothing to try.")
    trial = desk.trials.start(before, after, desk.now())
    return RedirectResponse(f"/rules/trials/{trial.id}", 303)


def _known(desk: Desk, asked: str) -> Trial:
    if (trial := desk.trials.known(asked)) is None:
        raise HTTPException(404, "This trial is no longer known here: make the change anew, which tries it again.")
    return trial


def _page(request: Request, trial: Trial, moved_to: Rules | None = None) -> Response:
    """The trial; where the rules moved, with what changed in them meanwhile instead of the form that decides."""
    before, after = trial.proposal.before, trial.proposal.after
    moved = None if moved_to is None else list(differences(before, moved_to))
    shown = {"trial": trial, "changes": list(differences(before, after)), "days": DAYS, "moved": moved}
    return render(request, "trial.html", shown, 200 if moved is None else 409)
