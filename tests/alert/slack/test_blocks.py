"""What Slack is shown: golden messages to read, Slack's limits whatever was written, and what is said when."""

from __future__ import annotations

import datetime as dt
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SdkBlock

from schemas.flags import FlagState, Grade
from services.alert.message.message import Change, Decided, Finding, Message, finding
from services.alert.slack.blocks import Frame, Picture, board, digest, fallback, reply
from services.demo.slack.limits import faults_of
from tests.alert.examples import FLAG, NOON

FRAME = Frame("https://desk.paper.example", answered=True, owners={"Herald": "the city desk"})
TAKEN = Decided(taken_by="Ann (U0ANN)", taken_at=NOON)
ANSWERED = Decided(
    taken_by="Ann (U0ANN)",
    taken_at=NOON,
    verdict="explained",
    reason="Courier counts the east bank alone",
    judged_by="Ben (U0BEN)",
    judged_at=NOON + dt.timedelta(minutes=20),
)


def found(decided: Decided = Decided(), change: Change | None = None, **changes: object) -> Finding:  # noqa: B008
    told = msgspec.structs.replace(finding(msgspec.structs.replace(FLAG, **changes), NOON), decided=decided)
    return msgspec.structs.replace(told, change=change or told.change)


CONFLICT = found(flag="0c57", exposure=FLAG.evidence[:1])
TENSION = found(
    flag="7e45",
    grade=Grade.TENSION,
    severity=2,
    explanation="Herald counts 1,200 people evacuated, the mayor “more than a thousand”.",
    evidence=FLAG.evidence[:1],
)
SETTLED = found(flag="5e77", version=3, state=FlagState.RESOLVED)


def message(*findings: Finding, standing: tuple[Finding, ...] = (), repeat: int = 0) -> Message:
    return Message(FLAG.title, findings, repeat, standing or findings)


CHART = Picture("F0123456789", "People evacuated in Oderfeld: 800 to 1,200 in 2 statements.")
FIRST = message(CONFLICT)
UPDATED = message(TENSION, standing=(TENSION, msgspec.structs.replace(CONFLICT, decided=TAKEN), SETTLED))
ENDED = message(SETTLED, standing=(msgspec.structs.replace(SETTLED, decided=ANSWERED),))
DIGEST = Message(
    "Digest, 30 January 12:00 UTC: 3 findings on 2 claims",
    (TENSION, CONFLICT, found(flag="d163", claim="another", title="Houses without power in Oderfeld", severity=3)),
)

SHOWN = {
    "slack.json": board(FIRST, FRAME),
    "slack-updated.json": board(UPDATED, FRAME, CHART),
    "slack-reply.json": reply(UPDATED, FRAME),
    "slack-ended.json": board(ENDED, FRAME),
    "slack-digest.json": digest(DIGEST, FRAME),
    "slack-bare.json": board(FIRST, Frame()),
}


@pytest.mark.parametrize("name", SHOWN)
def test_golden_messages(golden, name):
    golden(name, json.dumps(SHOWN[name], indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("name", SHOWN)
def test_slacks_own_models_take_them_and_give_them_back(name):
    blocks = SHOWN[name]
    parsed = SdkBlock.parse_all(blocks)
    assert [block.to_dict() for block in parsed] == blocks


def said(blocks: list[dict[str, object]]) -> str:
    return json.dumps(blocks, ensure_ascii=False)


def test_the_strongest_finding_comes_first_and_the_others_in_a_line():
    shown = board(message(TENSION, CONFLICT), FRAME)
    assert shown[0]["text"]["text"] == "■ Conflict: People evacuated in Oderfeld"
    assert shown[-1]["text"]["text"].startswith("*◆ Tension*: Herald counts 1,200 people evacuated, the mayor")


def test_what_stands_that_is_stronger_is_said_beside_what_is_new():
    assert "Stronger, and still open: Herald counts 1,200" in said(reply(UPDATED, FRAME))
    assert "Stronger" not in said(reply(message(CONFLICT, standing=(CONFLICT, TENSION)), FRAME))


def test_figures_stand_side_by_side_with_their_words():
    (fields,) = [block["fields"] for block in board(FIRST, FRAME) if "fields" in block]
    assert [field["text"].split("\n")[0] for field in fields] == ["*1,200 people*", "*800 people*"]
    assert "some 800 had to leave &lt;their&gt; homes &amp; farms" in fields[1]["text"]


def test_our_own_copy_is_named_with_whom_to_ask():
    assert "*Our copy carries it*: <https://herald.example/29?a=1&amp;b=2|Herald>, 29 Jan 2025 (ask the city desk)" in (
        said(board(FIRST, FRAME))
    )
    assert "(ask" not in said(board(FIRST, Frame()))


def pressed(blocks: list[dict[str, object]]) -> list[str]:
    return [element["action_id"] for block in blocks for element in block.get("elements", ()) if "action_id" in element]


def test_buttons_are_there_where_they_lead_somewhere():
    decisions = ["take", "explained", "not-comparable", "misread", "mute"]
    assert pressed(board(FIRST, FRAME)) == ["evidence", *decisions]
    assert pressed(board(FIRST, FRAME._replace(desk=""))) == decisions
    assert pressed(board(FIRST, FRAME._replace(answered=False))) == ["evidence"]
    assert pressed(board(FIRST, Frame())) == pressed(board(ENDED, FRAME)) == pressed(reply(UPDATED, FRAME)) == []


def test_it_says_who_has_it_and_what_was_answered():
    assert "*Ann (U0ANN)* has it, since 30 Jan 2025, 12:00 UTC" in said(board(UPDATED, FRAME))
    assert "*Explained*, says Ben (U0BEN), 30 Jan 2025, 12:20 UTC: Courier counts the east bank alone" in (
        said(board(ENDED, FRAME))
    )


def test_a_digest_goes_by_claim_with_the_strongest_first():
    shown = digest(DIGEST, FRAME)
    titles = [block["text"]["text"].split("\n")[0] for block in shown[1:]]
    origin = "https://desk.paper.example/claims"
    assert titles == [
        f"*<{origin}/people%20evacuated%20in%20Oderfeld|People evacuated in Oderfeld>*",
        f"*<{origin}/another|Houses without power in Oderfeld>*",
    ]


def test_what_is_told_again_is_told_in_a_line():
    assert said(reply(message(CONFLICT, repeat=1), FRAME)).count("still open") == 1


def test_only_links_of_the_web_are_linked():
    evidence = msgspec.structs.replace(FLAG.evidence[0], url="javascript:alert(1)")
    assert "javascript" not in said(board(message(found(evidence=(evidence,), exposure=(evidence,))), FRAME))


def test_no_message_judges_anyone():
    ways = [found(state=state) for state in FlagState] + [found(change=c) for c in (Change.UPDATED, Change.REOPENED)]
    for told in (message(way, repeat=repeat) for way in ways for repeat in (0, 1)):
        words = f"{said(board(told, FRAME))} {said(reply(told, FRAME))} {fallback(told)}".lower()
        assert not {"false", "lied", "lie", "liar", "wrong"} & set(words.replace(":", " ").split())


wild = st.text(st.sampled_from("&<>|`*_\n\x1b\u202eaé\"' "), max_size=4000)


@given(words=wild, title=wild, url=wild, quotes=st.integers(0, 12), findings=st.integers(1, 12), ended=st.booleans())
def test_whatever_was_written_slack_takes_it(*, words, title, url, quotes, findings, ended):
    evidence = msgspec.structs.replace(
        FLAG.evidence[0], quote=words, outlet=title, url=f"https://x.example/{url}", chain=(title,) * 9
    )
    flag = found(
        Decided(words, NOON, "explained", words, words, NOON),
        title=title + "t",
        explanation=words + "e",
        settle=words,
        reasons=(words,) * 9,
        evidence=(evidence,) * quotes,
        exposure=(evidence,) * quotes,
        state=FlagState.RESOLVED if ended else FlagState.OPEN,
    )
    told = Message(flag.title, (flag,) * findings, standing=(flag,) * findings)
    for blocks in (board(told, FRAME, Picture("F0123456789", words or "a")), reply(told, FRAME), digest(told, FRAME)):
        assert faults_of(blocks) == []
    assert len(fallback(told)) <= 4000
