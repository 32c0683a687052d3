"""When an article says that it corrects itself, and when it only speaks of corrections."""

from __future__ import annotations

import pytest

from services.detect.reading.corrections import is_correction
from services.detect.reading.vocabulary import ENGLISH

STORY = "Three people were killed in Marlow, police said."
NOTES = [
    "Correction: the toll was too high.",
    "Correction, 18 March: the toll was too high.",
    "(Corrects number of dead in first paragraph to 12, not 21)",
    "CORRECTION — the toll was too high.",
    "Correction (Jan. 12): the toll was too high.",
    "Editor’s note: the toll was too high.",
    "*Clarification: the toll was too high.",
    "An earlier version of this article gave a higher toll.",
    "A previous version of this story misstated the toll.",
    "This article was amended on 12 January to give the right toll.",
    "This story has been corrected to give the right toll.",
    "This version corrects the number of dead.",
    "Updated at 14.10 to put right the number of dead, which is 12.",
    "The text was changed on Monday to correct the toll.",
    "Our earlier report wrongly gave the toll as 21.",
    "The toll is 12, not 21 as we reported this morning.",
]
NONE = [
    "",
    "The department of correction said nothing.",
    "The mayor called for a correction of course.",
    "Markets fell in what analysts call a correction.",
    "The report was amended by the council before the vote.",
    "Correction officers were among the dead.",
    "Updated at 12:00 GMT.",
    "The law was changed to allow it. A new road is to correct the flow of cars.",
    "It is not as cold as we thought.",
]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("shape", ["{story}\n\n{note}", "{note}\n\n{story}"])
def test_an_article_with_a_correction_note_corrects_itself(note: str, shape: str) -> None:
    assert is_correction(shape.format(story=STORY, note=note), ENGLISH)


@pytest.mark.parametrize("words", NONE)
def test_an_article_that_only_has_such_words_does_not(words: str) -> None:
    assert not is_correction(f"{STORY}\n\n{words}", ENGLISH)
