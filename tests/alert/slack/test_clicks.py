"""What payloads of Slack's mean, and which are refused."""

from __future__ import annotations

import msgspec
import pytest

from services.alert.message.message import Message, finding
from services.alert.slack.app import SlackApp
from services.alert.slack.blocks import Frame, board
from services.alert.slack.buttons import About, Press
from services.alert.slack.clicks import Click, Submission, Unknown, read
from services.alert.slack.modals import form
from services.demo.slack.messages import Stored
from services.demo.slack.payloads import Member, action, block_actions, view_submission
from tests.alert.examples import FLAG, NOON

SECRETS = {"token": "xoxb", "app_token": "xapp"}
APP = SlackApp(team="T0LOOP", people={"U0BEN": "Ben of the night desk"}, **SECRETS)
ABOUT = About(FLAG.flag, FLAG.version, NOON)
SHOWN = finding(FLAG, NOON)
OTHER = msgspec.structs.replace(SHOWN, cause=msgspec.structs.replace(SHOWN.cause, flag="flag-2"), severity=1)
BOARD = board(Message(FLAG.title, (SHOWN,), standing=(SHOWN, OTHER)), Frame("https://desk.example", answered=True))
ANN = Member()


def pressed(action_id: str, member: Member = ANN, option: str = "") -> dict[str, object]:
    message = Stored("C0DESK", "1.000001", "", BOARD)
    return block_actions(message, action(BOARD, action_id, option), member, "trigger", "https://hooks.example/1")


def sent(press: Press = Press.EXPLAINED, **values: str | list[str]) -> dict[str, object]:
    view = {**form(press, FLAG, "1 1738238400000000 flag-1"), "id": "V1"}
    return view_submission(view, values, ANN)


@pytest.mark.parametrize("press", [press for press in Press if press is not Press.EVIDENCE])
def test_a_button_names_its_flag_as_it_was_shown(press):
    click = read(pressed(press.value), APP)
    assert isinstance(click, Click)
    assert (click.press, click.about) == (press, ABOUT)
    assert (click.trigger, click.answer_to) == ("trigger", "https://hooks.example/1")


def test_a_menus_option_is_the_same_as_the_button():
    click = read(pressed("menu", option="misread"), APP)
    assert isinstance(click, Click)
    assert (click.press, click.about) == (Press.MISREAD, ABOUT._replace(flag="flag-2"))


def test_a_button_that_only_leads_somewhere_is_about_nothing():
    click = read(pressed("evidence"), APP)
    assert isinstance(click, Click)
    assert click.about is None


def test_a_form_brings_its_reason_and_its_articles():
    told = read(sent(Press.MISREAD, reason="  Courier wrote 1,800. ", articles=["1"]), APP)
    assert isinstance(told, Submission)
    assert (told.press, told.about) == (Press.MISREAD, ABOUT)
    assert (told.reason, told.articles) == ("Courier wrote 1,800.", {1})


@pytest.mark.parametrize(
    ("member", "name", "is_ours"),
    [
        (ANN, "ann (U0ANN)", True),
        (Member("U0BEN", "ben"), "Ben of the night desk (U0BEN)", True),
        (Member("U0EVE", "eve", "T0GUEST"), "eve (U0EVE)", False),
        (Member("U0NONE", ""), "U0NONE", True),
    ],
)
def test_who_clicked(member, name, is_ours):
    assert read(pressed("take", member), APP).person == (name, is_ours)


def test_who_clicked_in_another_workspace_is_not_ours():
    assert not read({**pressed("take"), "team": {"id": "T0OTHER"}}, APP).person.is_ours


def without(payload: dict[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in payload.items() if key != name}


UNKNOWN = {
    "no payload": None,
    "a text": "take",
    "no type": {},
    "another interaction": {"type": "message_action", "user": {"id": "U0ANN"}},
    "no user": without(pressed("take"), "user"),
    "no team": without(pressed("take"), "team"),
    "no action": {**pressed("take"), "actions": []},
    "an action of another app": {**pressed("take"), "actions": [{"action_id": "deploy", "value": "1"}]},
    "a value of another app": {**pressed("take"), "actions": [{"action_id": "take", "value": "production"}]},
    "a version that is none": {**pressed("take"), "actions": [{"action_id": "take", "value": "one 1 flag-1"}]},
    "a menu without a choice": {**pressed("take"), "actions": [{"action_id": "menu"}]},
    "a form without a state": {**sent(reason="a"), "view": {"private_metadata": "explained 1 1 a"}},
    "a form of another app": {**sent(reason="a"), "view": {"private_metadata": "{}", "state": {"values": {}}}},
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_is_none_of_ours(what):
    with pytest.raises(Unknown, match="a payload of type"):
        read(UNKNOWN[what], APP)


def test_an_app_is_reached_in_one_way():
    for more in ({"app_token": None}, {"signing_secret": "s"}):
        with pytest.raises(ValueError, match="either `app_token`"):
            SlackApp(team="T0LOOP", **{**SECRETS, **more})


def test_no_secret_shows():
    assert "xapp" not in repr(APP)
    assert "xoxb" not in repr(APP)
