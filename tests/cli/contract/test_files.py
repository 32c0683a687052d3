"""`read`, `check` and `explain`: the contracts of files in, JSON Lines out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import COMMAND, Claimwatch

Line = dict[str, Any]
Lines = Callable[..., list[Line]]

ABOUT = "About 10,000 North Korean soldiers are deployed in Kursk, US officials said on Monday."
UNSEEN = "North Korean soldiers have not been seen in Kursk for about two weeks, a spokesman said on 30 January 2025."
NUMBER = (int, float, type(None))
WORDS = (str, type(None))
DAY = WORDS

QUANTITY = {
    "start": int, "end": int, "text": str, "low": NUMBER, "best": NUMBER, "high": NUMBER, "modality": str,
    "direction": WORDS, "unit": WORDS, "counted": WORDS,
}  # fmt: skip
TIME = {"start": int, "end": int, "text": str, "type": str, "value": WORDS, "earliest": DAY, "latest": DAY}
STATEMENT = {
    "start": int, "end": int, "quote": str, "figure": dict, "subject": dict, "as_of": (dict, type(None)), "chain": list,
    "factuality": str, "track": WORDS,
}  # fmt: skip


def conforms(line: Line, form: dict[str, Any]) -> None:
    assert line.keys() == form.keys()
    for name, kinds in form.items():
        assert isinstance(line[name], kinds), name
        assert not isinstance(line[name], bool), name


def test_read_writes_the_fields_of_its_contract(jsonl: Lines) -> None:
    given = {"id": "a", "title": "T", "outlet": "Wire", "text": f"{ABOUT} {UNSEEN}", "published_at": "2025-02-03"}
    (line,) = jsonl("read", [given])
    assert line.keys() == {"id", "quantities", "times", "statements", "title"}
    assert line["title"].keys() == {"quantities", "times", "statements"}
    assert line["id"] == "a"
    for name, form in (("quantities", QUANTITY), ("times", TIME), ("statements", STATEMENT)):
        assert line[name], name
        for item in line[name]:
            conforms(item, form)
    for item in line["times"]:
        assert item["type"] in {"DATE", "TIME", "DURATION", "SET"}
    for statement in line["statements"]:
        assert statement["figure"]["kind"] in {"quantity", "span", "presence"}
        assert statement["subject"].keys() == {"counted", "actor", "action", "place", "event"}
        assert statement["factuality"] in {"asserted", "denied", "hypothetical", "forecast", "asked"}
        assert statement["chain"][0] == "Wire"
        assert statement["as_of"]


def test_read_finds_the_figure(jsonl: Lines) -> None:
    (line,) = jsonl("read", [{"id": "a", "outlet": "Wire", "text": ABOUT, "published_at": "2025-02-05"}])
    (quantity,) = [item for item in line["quantities"] if item["best"] == 10_000]
    assert quantity["modality"] == "about"
    assert "10,000" in quantity["text"]
    (statement,) = line["statements"]
    assert statement["subject"] | {"event": None} == {
        "counted": "soldier", "actor": "North Korea", "action": "deployed", "place": "Kursk", "event": None,
    }  # fmt: skip
    assert statement["chain"] == ["Wire", "US officials"]
    assert statement["track"]
    assert [item["value"] for item in line["times"]] == ["2025-02-03"]


def test_offsets_count_characters_of_the_text_as_given(jsonl: Lines) -> None:
    text = f"“Đây là 😀” — é.\n\n  {ABOUT}\n\n{UNSEEN}  "
    (line,) = jsonl("read", [{"id": "a", "text": text, "published_at": "2025-02-05"}])
    assert line["quantities"]
    assert line["times"]
    for item in line["quantities"] + line["times"]:
        assert text[item["start"] : item["end"]] == item["text"]
    assert any("10,000" in text[item["start"] : item["end"]] for item in line["statements"])
    for statement in line["statements"]:
        assert statement["quote"] in text


def test_read_keeps_order_and_writes_a_line_for_each(jsonl: Lines) -> None:
    given = [
        {"id": name, "text": text} for name, text in (("z", ABOUT), ("a", ""), ("m", "Nothing here."), ("b", UNSEEN))
    ]
    assert [line["id"] for line in jsonl("read", given)] == ["z", "a", "m", "b"]


def test_without_a_date_nothing_that_depends_on_one_is_said(jsonl: Lines) -> None:
    texts = [
        "Soldiers were seen in Kursk on 3 January 2025.",
        "North Korean soldiers have not been seen in Kursk for two weeks.",
        ABOUT,
    ]
    (line,) = jsonl("read", [{"id": "a", "text": " ".join(texts)}])
    absolute, *relative = line["times"]
    assert (absolute["earliest"], absolute["latest"], absolute["value"]) == ("2025-01-03",) * 2 + ("2025-01-03",)
    assert relative
    assert {(time["earliest"], time["latest"]) for time in relative} == {(None, None)}
    spans = [item["figure"]["span"] for item in line["statements"] if item["figure"]["kind"] == "presence"]
    assert {(span["earliest"], span["latest"]) for span in spans} >= {(None, None)}
    # No date of the anchors that reading was tried from shows anywhere.
    assert "1971" not in json.dumps(line)
    assert "2002" not in json.dumps(line)


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ('{"id": "b"', "truncated"),
        ('{"id": "b"}', "`text`"),
        ('{"id": 3, "text": ""}', "`$.id`"),
        ('{"id": "b", "text": "", "published_at": "yesterday"}', "'yesterday'"),
        ("[]", "array"),
    ],
)
def test_a_bad_line_is_named_and_exits_1(claimwatch: Claimwatch, tmp_path: Path, bad: str, told: str) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text(f'{{"id": "a", "text": "x"}}\n\n{bad}\n')
    ran = claimwatch("read", file)
    assert ran.returncode == 1
    assert f"{file}:3: " in ran.stderr
    assert told in ran.stderr
    assert len(ran.stdout.splitlines()) == 1, "what came before it is written"


def test_a_bad_line_of_standard_input_is_named_too(started: Claimwatch) -> None:
    ran = started("check", given="nonsense\n")
    assert ran.returncode == 1
    assert "<stdin>:1: " in ran.stderr


def article(name: str, day: int, text: str, outlet: str = "Wire", title: str = "News") -> Line:
    at = f"2025-01-{day:02}T12:00:00Z"
    return {"id": name, "outlet": outlet, "title": title, "text": text, "published_at": at, "url": f"https://x/{name}"}


FLOOD = "About {} people were killed in the flood in Marrowick, {} said on {}."
NEWS = [
    article("a1", 20, FLOOD.format("1,000", "police", "Monday")),
    article("a2", 20, FLOOD.format("3,000", "the mayor", "Monday"), outlet="Times"),
    article("a3", 21, FLOOD.format("9,000", "the army", "Tuesday"), outlet="Post"),
]


def test_check_writes_statements_and_flags_as_they_come_then_figures(jsonl: Lines) -> None:
    lines = jsonl("check", NEWS)
    kinds = [line["type"] for line in lines]
    assert set(kinds) == {"statement", "flag", "figures"}
    assert kinds.index("figures") == len(kinds) - kinds.count("figures")
    assert kinds[:2] == ["statement", "statement"]
    assert [line["article"] for line in lines if line["type"] == "statement"] == ["a1", "a2", "a3"]


def test_a_flag_has_the_fields_of_the_contract(jsonl: Lines) -> None:
    flags = [line for line in jsonl("check", NEWS) if line["type"] == "flag"]
    assert flags
    for flag in flags:
        assert flag["rule"].split(".")[0] in {"drift", "contradiction"}
        assert flag["grade"] in {"conflict", "tension"}
        assert 1 <= flag["severity"] <= 5
        assert flag["state"] in {"open", "resolved", "lapsed"}
        assert flag["claim"]
        assert flag["explanation"]
        for evidence in flag["evidence"]:
            assert evidence["article"] in {"a1", "a2", "a3"}
            assert evidence["outlet"] in {"Wire", "Times", "Post"}
            assert any(evidence["quote"] in given["text"] for given in NEWS)
    at_odds = next(flag for flag in flags if flag["rule"] == "contradiction.quantity")
    assert {evidence["article"] for evidence in at_odds["evidence"]} == {"a1", "a2"}


def test_check_needs_no_order(jsonl: Lines) -> None:
    assert jsonl("check", reversed(NEWS)) == jsonl("check", NEWS)


def test_a_new_day_ticks(jsonl: Lines) -> None:
    """What was said four months ago leaves the window with the day of a later article about something else."""
    later = article("z", 20, "Nothing is counted here.") | {"published_at": "2025-05-20"}
    before = [line for line in jsonl("check", NEWS) if line["type"] == "flag"]
    after = [line for line in jsonl("check", [*NEWS, later]) if line["type"] == "flag"]
    assert after[: len(before)] == before
    assert "lapsed" not in {flag["state"] for flag in before}
    lapsed = [flag for flag in after[len(before) :] if flag["state"] == "lapsed"]
    open_before = {flag["flag"]: flag["state"] for flag in before}
    assert {flag["flag"] for flag in lapsed} == {name for name, state in open_before.items() if state == "open"}


def test_an_id_that_comes_again_is_a_revision(jsonl: Lines) -> None:
    changed = article("a2", 22, FLOOD.format("1,000", "the mayor", "Monday"), outlet="Times")
    corrected = changed | {"text": changed["text"] + "\n\nCorrection: the number was too high."}

    def states(revision: dict[str, str]) -> dict[str, str]:
        flags = [line for line in jsonl("check", [*NEWS[:2], revision]) if line["type"] == "flag"]
        return {flag["rule"]: flag["state"] for flag in flags}

    before = [line["rule"] for line in jsonl("check", NEWS[:2]) if line["type"] == "flag"]
    assert before
    assert states(corrected) == dict.fromkeys(before, "resolved")
    assert states(changed) == dict.fromkeys(before, "resolved") | {"revision.silent": "open"}


def test_an_article_that_comes_again_unchanged_is_nothing(jsonl: Lines) -> None:
    again = NEWS[0] | {"published_at": "2025-01-20T15:00:00Z"}
    assert jsonl("check", [*NEWS, again]) == jsonl("check", NEWS)


def test_a_watchlist_names_claims_and_raises_severity(jsonl: Lines, tmp_path: Path) -> None:
    watchlist = tmp_path / "watch.yaml"
    watchlist.write_text(
        "watchlist:\n"
        "  - {name: The dead of Marrowick, counted: people, action: killed, place: Marrowick, priority: 3}\n"
    )
    plain = [line for line in jsonl("check", NEWS) if line["type"] == "flag"]
    watched = [line for line in jsonl("check", NEWS, "--watchlist", watchlist) if line["type"] == "flag"]
    assert {flag["title"] for flag in watched} == {"The dead of Marrowick"}
    assert {flag["watched"] for flag in plain} == {False}
    assert max(flag["severity"] for flag in watched) > max(flag["severity"] for flag in plain)


def test_a_bad_watchlist_is_told_with_its_line(started: Claimwatch, tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text("watchlist:\n  - {counted: soldier}\n")
    ran = started("check", "--watchlist", tmp_path / "watch.yaml")
    assert ran.returncode == 1
    assert "watch.yaml:2: watchlist[0]: " in ran.stderr


def test_nothing_in_gives_nothing_out(jsonl: Lines) -> None:
    assert jsonl("check", []) == []
    assert jsonl("read", []) == []


def test_every_claim_ends_with_its_figures_once(jsonl: Lines) -> None:
    figures = [line for line in jsonl("check", NEWS) if line["type"] == "figures"]
    assert set(Counter(line["claim"] for line in figures).values()) == {1}


def test_explain_shows_which_rules_fired_on_which_words(started: Claimwatch) -> None:
    ran = started("explain", ABOUT, "--date", "2025-02-05", "--outlet", "Wire")
    assert ran.returncode == 0
    assert "“About 10,000 North Korean soldiers” = about 10,000, of north korean soldier" in ran.stdout
    assert "bound before: about" in ran.stdout
    assert "“Monday” = 2025-02-03" in ran.stdout
    assert "Wire ← US officials; asserted" in ran.stdout


def test_explain_refuses_what_is_no_date(claimwatch: Claimwatch) -> None:
    ran = claimwatch("explain", ABOUT, "--date", "Monday")
    assert ran.returncode == 2
    assert "'Monday' is no" in ran.stderr


def test_ctrl_c_ends_a_command_without_a_traceback() -> None:
    process = subprocess.Popen(
        [COMMAND, "read"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write('{"id": "a", "text": "x"}\n' * 50)
    process.stdin.flush()
    os.set_blocking(process.stdin.fileno(), False)
    process.stdout.readline()  # it is at work
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.strip() == "claimwatch: interrupted"
