"""Verbs in all their forms."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from services.detect.reading.inflection import Form, inflected, spelling_of
from services.detect.reading.vocabulary import ENGLISH

SPELLING = replace(
    spelling_of(ENGLISH),
    irregular={"steal": ("stole", "stolen"), "burn": ("burnt", "burnt"), "cut": ("cut", "cut")},
    doubled=frozenset(("ship", "cancel", "cut")),
    single=frozenset(("cancel",)),
    regular=frozenset(("burn",)),
)


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("close", "close closes closed closing"),
        ("carry", "carry carries carried carrying"),
        ("destroy", "destroy destroys destroyed destroying"),
        ("reach", "reach reaches reached reaching"),
        ("ship", "ship ships shipped shipping"),
        ("cancel", "cancel cancels cancelled cancelling canceled canceling"),
        ("steal", "steal steals stole stolen stealing"),
        ("burn", "burn burns burnt burned burning"),
        ("cut", "cut cuts cut cutting"),
        ("tie", "tie ties tied tying"),
        ("free", "free frees freed freeing"),
    ],
)
def test_verb_has_these_forms(base: str, forms: str) -> None:
    assert [word for word, _ in inflected(base, SPELLING)] == forms.split()


def test_a_past_that_is_no_participle_says_so() -> None:
    forms = dict(inflected("steal", SPELLING))
    assert forms["stole"] == {Form.FINITE}
    assert forms["stolen"] == {Form.PARTICIPLE}
