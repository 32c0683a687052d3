"""Patterns over classes of words: what they match, which of two wins, and what is refused when they are written."""

from __future__ import annotations

import pytest

from services.detect.reading.lexicon import Lexicon, PatternError
from services.detect.reading.patterns import Grammar, Rule, wordings
from services.detect.reading.tokens import Token
from tests.detect.reading.words import sentence

CLASSES = {"unit": ["week", "weeks"], "month": ["january", "may"], "about": ["about"]}


def grammar(*patterns: str) -> Grammar:
    rules = [Rule(pattern, pattern, "meaning") for pattern in patterns]
    return Grammar(Lexicon(CLASSES, patterns), rules)


def matched(words: str, *patterns: str) -> list[str]:
    read, made = sentence(words), grammar(*patterns)
    spelt = made.lexicon.spell(read.tokens)
    return [" ".join(token.text for token in read.tokens[m.first : m.last]) for m in made.matches(spelt)]


@pytest.mark.parametrize(
    ("pattern", "words", "found"),
    [
        ("month", "It rained in January and may again.", ["January", "may"]),
        ("month&capital", "It rained in January and may again.", ["January"]),
        ("month&!capital", "It rained in January and may again.", ["may"]),
        ("number unit 'ago'", "It was 1,200 weeks ago, not two hundred weeks.", ["1,200 weeks ago"]),
        ("about? number unit", "about two weeks or three weeks", ["about two weeks", "three weeks"]),
        ("number ('days' | unit)", "ten days and two weeks", ["ten days", "two weeks"]),
        ("'no later than' number", "no later than five", ["no later than five"]),
        ("day ('-' day)?", "the 3-4 or 31, not 32", ["3 - 4", "31"]),
        ("ordinal unit", "the twenty-first week", ["twenty-first week"]),
        ("clock", "at 10:30 sharp", ["10:30"]),
        ("month '''s'", "in January's snow", ["January 's"]),
        ("unit month?", "a week May began, then a week", ["week May", "week"]),
        ("month number | month", "May 3, May of May", ["May 3", "May", "May"]),
        ("about? (about number)? unit", "about about three weeks", ["about about three weeks"]),
        ("(about number | month unit)", "about weeks, May three, May weeks", ["May weeks"]),
        ("month (number | number unit)", "May 3 weeks, May 3", ["May 3 weeks", "May 3"]),
        ("(about | about number)? unit", "about weeks, about two weeks", ["about weeks", "about two weeks"]),
    ],
)
def test_pattern_matches_tokens_of_its_classes(pattern: str, words: str, found: list[str]) -> None:
    assert matched(words, pattern) == found


def test_longest_match_wins_and_of_two_as_long_the_rule_named_first() -> None:
    assert matched("about two weeks", "number unit", "about number", "about number unit") == ["about two weeks"]
    made = grammar("number unit", "number ('weeks')")
    read = sentence("two weeks")
    [match] = made.matches(made.lexicon.spell(read.tokens))
    assert match.rule.name == "number unit"


def test_all_matches_at_a_token_come_the_longest_first_and_then_the_rule_named_first() -> None:
    made = grammar("number", "number unit?", "number unit month", "number ('weeks')")
    read = sentence("two weeks ago")
    found = made.matches_at(made.lexicon.spell(read.tokens), 0)
    assert [(match.rule.name, match.last) for match in found] == [
        ("number unit?", 2),
        ("number ('weeks')", 2),
        ("number", 1),
    ]


def test_remembered_tokens_go_by_their_names() -> None:
    made = grammar("about? count:number unit:unit | unit:unit count:number")
    for words, count in (("about two weeks", 1), ("weeks two", 1), ("two weeks", 0)):
        read = sentence(words)
        [match] = made.matches(made.lexicon.spell(read.tokens))
        assert match.named["count"] == count


def test_wordings_are_rules_and_may_be_patterns() -> None:
    rules = wordings({"more": ["over", "(number 'or more')"]}, "bound")
    assert [(rule.name, rule.pattern, rule.means) for rule in rules] == [
        ("bound: over", "'over'", "more"),
        ("bound: (number 'or more')", "(number 'or more')", "more"),
    ]


@pytest.mark.parametrize("pattern", ["nonsense", "(month", "month)", "month?", "about? month?", "'x' %", "| )"])
def test_pattern_that_cannot_be_meant_is_refused_with_its_words(pattern: str) -> None:
    with pytest.raises(PatternError):
        grammar(pattern)


def test_a_sentence_is_spelt_for_each_lexicon_by_itself_whichever_was_made_first() -> None:
    words = sentence("two weeks or three")
    before = grammar("number unit")
    assert [match.last for match in before.matches(before.lexicon.spell(words.tokens))] == [2]
    after = grammar("'or' number")
    assert [match.first for match in after.matches(after.lexicon.spell(words.tokens))] == [2]
    assert [match.last for match in before.matches(before.lexicon.spell(words.tokens))] == [2]


@pytest.mark.parametrize("form", ["zorp", "Zorp", "ZORP", "may", "May", "MAY", "%"])
def test_a_word_is_spelt_as_each_lexicon_knows_it_also_where_others_or_none_do(form: str) -> None:
    knows, others = Lexicon({"name": ["zorp"]}), Lexicon({"month": ["may"]})
    for lexicon in (knows, others):
        assert lexicon.spell([Token(0, 0, form, form.lower())]) == lexicon.letter(form)
    late = Lexicon({"name": ["zorp"], "sign": ["%"]})
    assert late.spell([Token(0, 0, form, form.lower())]) == late.letter(form)


def test_tokens_that_changed_are_spelt_anew() -> None:
    made = grammar("number unit")
    tokens = list(sentence("two weeks").tokens)
    whole = made.lexicon.spell(tokens)
    tokens.pop()
    assert made.lexicon.spell(tokens) == whole[:1]


def test_words_are_spelt_the_same_however_many_were_seen_before() -> None:
    lexicon = Lexicon(CLASSES)
    may, other = lexicon.spell(sentence("may").tokens), lexicon.spell(sentence("elm").tokens)
    seen = {lexicon.spell([Token(0, 0, f"w{n}", f"w{n}")]) for n in range(1 << 17)}
    assert seen == {other} != {may}
    assert lexicon.spell(sentence("may").tokens) == may
