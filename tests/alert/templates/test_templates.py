"""Our templates, and a desk's own over them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from schemas.flags import Grade
from services.alert.errors import TemplateFault
from services.alert.message.message import Message, finding
from services.alert.templates.environment import NAMES, OURS, Shown, Templates
from services.alert.templates.example import DIGEST, NOTICES
from services.alert.templates.folder import templates_in
from tests.alert.examples import FLAG, NOON

MESSAGE = Message(FLAG.title, (finding(FLAG, NOON),))


def folder(tmp_path: Path, **own: str) -> str:
    for name, source in own.items():
        (tmp_path / name.replace("_", ".")).write_text(source, encoding="utf-8")
    return str(tmp_path)


def test_without_a_folder_templates_are_ours() -> None:
    assert templates_in("", "").text(MESSAGE) == OURS.text(MESSAGE)


def test_a_desk_replaces_one_and_keeps_the_others(tmp_path: Path) -> None:
    own = templates_in(folder(tmp_path, subject_txt="Desk: {{ message.title }}\n"), "")
    assert own.subject(MESSAGE) == "Desk: People evacuated in Oderfeld"
    assert own.text(MESSAGE) == OURS.text(MESSAGE)


def test_a_desk_extends_ours(tmp_path: Path) -> None:
    page = '{% extends "claimwatch/page.html" %}{% block foot %}<p>Ask Ana, ext. 12.</p>{% endblock %}'
    shown = templates_in(folder(tmp_path, page_html=page), "").html(MESSAGE)
    assert "Ask Ana, ext. 12." in shown
    assert "1,200 people have been brought to safety" in shown
    assert "Sent by claimwatch" not in shown


def test_what_is_no_template_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("{% ours %}")
    (tmp_path / ".notice.txt").write_text("{% ours %}")
    assert templates_in(str(tmp_path), "").text(MESSAGE) == OURS.text(MESSAGE)


@pytest.mark.parametrize(
    ("name", "source", "line", "says"),
    [
        ("notice.txt", "one\n{% for x in %}\n", 2, "Expected an expression"),
        ("notice.txt", "one\n\n{{ mesage.title }}\n", 3, "'mesage' is undefined"),
        ("notice.html", "{{ message.titel }}", 1, "no attribute 'titel'"),
        ("notice.txt", "{% if message.findings[0].quotes %}{{ 1 / 0 }}{% endif %}", 1, "division by zero"),
        ("digest.txt", "{% for claim in claims %}\n{{ claim.claim + 1 }}\n{% endfor %}", 2, "concatenate"),
        ("page.html", "\n{% block x %}", 2, "Unexpected end of template"),
        ("notice.html", '{% extends "nothing.html" %}', 1, "nothing.html"),
        ("subject.txt", "{{ ().__class__.__mro__ }}", 1, "unsafe"),
        ("notice.txt", "{{ message.findings.append(1) }}", 1, "no attribute 'append'"),
        ("notice.txt", "{% for x in range(10000000) %}{% endfor %}", 1, "Range too big"),
        ("notce.txt", "", 1, "there are subject.txt, notice.txt"),
    ],
)
def test_a_fault_names_file_and_line_and_what_to_do(
    tmp_path: Path, name: str, source: str, line: int, says: str
) -> None:
    (tmp_path / name).write_text(source)
    with pytest.raises(TemplateFault) as fault:
        templates_in(str(tmp_path), "")
    told = str(fault.value)
    assert told.startswith(f"{tmp_path / name}:{line}: ")
    assert says in told
    assert "mend the template" in told


def test_a_template_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateFault, match=r"notice\.txt:1: not UTF-8 at byte 0"):
        templates_in(str(tmp_path), "")
    with pytest.raises(TemplateFault, match="cannot be read: No such file"):
        templates_in(str(tmp_path / "missing"), "")


def test_a_template_that_fails_on_what_it_was_not_tried_with_says_where() -> None:
    own = Templates({"notice.txt": "{% if message.title == 'T' %}\n{{ missing }}\n{% endif %}"})
    assert own.text(MESSAGE) == ""
    with pytest.raises(TemplateFault, match=r"^notice\.txt:2: 'missing' is undefined"):
        own.text(Message("T", (msgspec.structs.replace(MESSAGE.findings[0], title="T"),)))


def test_each_of_ours_shows_every_example() -> None:
    assert len({OURS.text(message) for message in (*NOTICES, DIGEST)}) == len(NOTICES) + 1
    for message in (*NOTICES, DIGEST):
        assert OURS.html(message).count("<h1 ") == 1
    assert set(NAMES) >= {"subject.txt", "notice.txt", "digest.txt", "notice.html", "digest.html"}


def test_a_picture_stands_in_the_page_with_its_words() -> None:
    shown = OURS.html(MESSAGE, Shown("cid:x@y", 'Seen & "said"'))
    assert '<img src="cid:x@y" alt="Seen &amp; &#34;said&#34;"' in shown
    assert "<img" not in OURS.html(MESSAGE)


def test_a_notice_leads_to_the_claim_on_the_desk() -> None:
    own = Templates(desk="https://desk.example/")
    page = "https://desk.example/claims/people%20evacuated%20in%20Oderfeld"
    assert page in own.text(MESSAGE)
    assert page in own.html(MESSAGE)
    assert "/claims/" not in OURS.text(MESSAGE) + OURS.html(MESSAGE)


def test_what_stands_that_is_stronger_is_said() -> None:
    slight = finding(msgspec.structs.replace(FLAG, grade=Grade.TENSION, explanation="They differ a little."), NOON)
    for standing, said in (((MESSAGE.findings[0], slight), True), ((slight,), False), ((), False)):
        message = Message(FLAG.title, (slight,), standing=standing)
        for shown in (OURS.text(message), OURS.html(message)):
            assert ("Stronger, and still open:" in shown) is said
            assert ("Herald counts 1,200" in shown) is said


def test_a_name_that_runs_the_other_way_turns_nothing_around_it() -> None:
    evidence = msgspec.structs.replace(FLAG.evidence[0], outlet="العربية", quote="نزح ألف شخص")
    found = finding(msgspec.structs.replace(FLAG, evidence=(evidence,)), NOON)
    shown = OURS.html(Message(FLAG.title, (found,)))
    assert "العربية</a></bdi>, 29 Jan 2025" in shown
    assert '<blockquote dir="auto">“نزح' in shown


def test_nothing_is_loaded_from_elsewhere() -> None:
    for message in (*NOTICES, DIGEST):
        shown = OURS.html(message, Shown("cid:x@y", "x"))
        assert "url(" not in shown
        assert "<script" not in shown
        assert "<link" not in shown
        assert shown.count(" src=") == shown.count(' src="cid:')
