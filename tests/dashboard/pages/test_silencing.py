"""How the conditions of a silence read to an editor, and which claims they name."""

from __future__ import annotations

import pytest

from services.dashboard.pages.silencing import claim_named, in_words

WORDS = {
    'outlet="The Post"': "outlet The Post",
    r'outlet="The \"Post\""': 'outlet The "Post"',
    'outlet!="The Post"': "outlet other than The Post",
    r'rule=~"contradiction\..*"': r"rule like contradiction\..*",
    'place!~"Ober.*"': "place unlike Ober.*",
    "severity>=3": "severity 3 or more",
    "severity <= 2": "severity 2 or less",
    'place=""': "place none",
    "no condition at all": "no condition at all",
}


@pytest.mark.parametrize(("matcher", "words"), WORDS.items())
def test_a_condition_in_words(matcher: str, words: str) -> None:
    assert in_words(matcher) == words


@pytest.mark.parametrize(
    ("matcher", "claim"),
    [
        ('claim="flood/killed"', "flood/killed"),
        ('claim!="flood/killed"', None),
        ('claim=~"flood.*"', None),
        ('title="The flood"', None),
        ("no condition at all", None),
    ],
)
def test_only_a_condition_of_one_claim_names_it(matcher: str, claim: str | None) -> None:
    assert claim_named(matcher) == claim
