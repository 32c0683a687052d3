"""What a payload of Slack's means: who asks for what, about which flag.

Source: Slack's documentation, "block_actions payload", "view_submission payload".
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from services.alert.slack.app import SlackApp
from services.alert.slack.buttons import MENU, About, Press, about


class Unknown(Exception):
    """A payload that is none of ours, or not of the form that Slack documents."""


class Person(NamedTuple):
    """Who clicked."""

    name: str
    """As the log names them: "Ann (U0123456789)"."""
    is_ours: bool
    """Whether they belong to the configured workspace, and clicked there."""


class Click(NamedTuple):
    """A button was pressed."""

    person: Person
    press: Press
    about: About | None
    """None for a button that only leads somewhere."""
    trigger: str
    """With which a form may be opened, for three seconds."""
    answer_to: str
    """Where an answer to whoever clicked goes."""


class Submission(NamedTuple):
    """A form was sent."""

    person: Person
    press: Press
    about: About
    reason: str
    articles: frozenset[int]
    """Places in the evidence, for `misread`."""


class _User(msgspec.Struct):
    id: str
    username: str = ""
    name: str = ""
    team_id: str = ""


class _Team(msgspec.Struct):
    id: str


class _Option(msgspec.Struct):
    value: str


class _Action(msgspec.Struct):
    action_id: str
    value: str = ""
    selected_option: _Option | None = None


class _Pressed(msgspec.Struct, tag_field="type", tag="block_actions"):
    user: _User
    team: _Team
    actions: list[_Action]
    trigger_id: str
    response_url: str = ""


class _Field(msgspec.Struct):
    value: str | None = None
    selected_options: list[_Option] = []


class _State(msgspec.Struct):
    values: dict[str, dict[str, _Field]]


class _View(msgspec.Struct):
    private_metadata: str
    state: _State


class _Sent(msgspec.Struct, tag_field="type", tag="view_submission"):
    user: _User
    team: _Team
    view: _View


def read(payload: object, app: SlackApp) -> Click | Submission:
    """The click or the form that a payload is.

    Raises:
        Unknown: it is neither.
    """
    try:
        told = msgspec.convert(payload, _Pressed | _Sent)
        person = _person(told.user, told.team, app)
        return _submission(told, person) if isinstance(told, _Sent) else _click(told, person)
    except (msgspec.ValidationError, ValueError) as fault:
        kind = payload.get("type") if isinstance(payload, dict) else type(payload).__name__
        raise Unknown(f"a payload of type {kind!r}: {fault}") from fault


def _click(told: _Pressed, person: Person) -> Click:
    if not told.actions:
        raise ValueError("it names no action")
    action = told.actions[0]
    press, value = action.action_id, action.value
    if press == MENU and action.selected_option is not None:
        press, _, value = action.selected_option.value.partition(" ")
    asked = Press(press)
    flag = None if asked is Press.EVIDENCE else about(value)
    return Click(person, asked, flag, told.trigger_id, told.response_url)


def _submission(told: _Sent, person: Person) -> Submission:
    press, _, value = told.view.private_metadata.partition(" ")
    fields = {name: field for block in told.view.state.values.values() for name, field in block.items()}
    reason = (fields["reason"].value or "").strip() if "reason" in fields else ""
    chosen = fields["articles"].selected_options if "articles" in fields else []
    return Submission(person, Press(press), about(value), reason, frozenset(int(option.value) for option in chosen))


def _person(user: _User, team: _Team, app: SlackApp) -> Person:
    named = app.people.get(user.id) or user.name or user.username
    is_ours = team.id == app.team and user.team_id in {"", app.team}
    return Person(f"{named} ({user.id})" if named else user.id, is_ours)
