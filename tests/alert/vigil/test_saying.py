"""What a trouble says, and what can be pressed below it."""

from __future__ import annotations

import pytest

from services.alert.message.rendering import headline
from services.alert.slack.buttons import row
from services.alert.vigil.saying import claim_of, flag_of, message, subject_of
from services.alert.vigil.watch import Account, Kind, Subject
from tests.alert.examples import NOON


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", ["", "Example Wire", "a/b c"])
def test_a_trouble_is_known_by_its_flag(kind, name):
    assert subject_of(flag_of(Subject(kind, name))) == Subject(kind, name)


@pytest.mark.parametrize("kind", Kind)
def test_each_has_words_for_its_beginning_and_its_end(kind):
    subject = Subject(kind, "Example Wire")
    (began,) = message(subject, Account(NOON, "It is quiet."), 1, NOON).findings
    (over,) = message(subject, None, 2, NOON).findings
    (again,) = message(subject, Account(NOON, "It is quiet."), 3, NOON).findings
    assert (began.explanation, began.claim, began.open) == ("It is quiet.", claim_of(subject), True)
    assert headline(began).startswith("New · dead man · trouble")
    assert headline(again).startswith("Open again")
    assert (over.title, over.open) == (began.title, False)
    assert over.explanation != began.explanation
    assert began.settle


def test_it_leads_to_the_page_on_health_and_is_no_flag_to_decide_on():
    (found,) = message(Subject(Kind.OUTLET, "Example Wire"), Account(NOON, "It is quiet."), 1, NOON).findings
    ((evidence,),) = [block["elements"] for block in row(found, "https://desk.example", answered=True)]
    assert evidence["url"].startswith("https://desk.example/health#")
    assert row(found, "", answered=True) == []
