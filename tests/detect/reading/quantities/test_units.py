"""Units and money by name: every spelling of a unit, and what is none."""

from __future__ import annotations

import pytest

from services.detect.reading.quantities.quantity import quantities
from services.detect.reading.quantities.units import units_of
from services.detect.reading.vocabulary import ENGLISH, vocabulary
from tests.detect.reading.words import sentence

CORPUS = {
    "metre": ["2 m", "2m", "two metres", "2 meters", "2-metre"],
    "kilogram": ["2 kg", "2kg", "2 kilograms", "2 kilogrammes"],
    "micrometre": ["2 μm", "2 µm", "2 micrometres"],
    "gigabyte": ["64 GB", "64GB", "64 gigabytes", "64gb"],
    "kilowatt hour": ["3 kWh", "3 kilowatt hours", "3 kilowatt-hours"],
    "cubic metre": ["5 m3", "5 m³", "5 cubic metres"],
    "square mile": ["5 square miles", "5 sq mi", "5 sq. mi"],
    "inch": ["2 in.", "2 inches", "2 1/2 in"],
    "joule per square metre": ["20 J/m^2", "20 J/m2"],
    "litre per hour": ["3 litres per hour", "3 l/h", "3 liters an hour"],
    "metric ton": ["5 tonnes", "5 metric tons", "5t"],
    "australian dollar": ["A$5", "5 Australian dollars", "AUD 5", "$A5"],
    "canadian dollar": ["C$5", "CAD5", "5 Canadian dollars"],
    "malaysian ringgit": ["RM5", "5 ringgit"],
    "indian rupee": ["Rs 500", "₹500", "INR 500", "500 rupees"],
    "south korean won": ["500 won", "₩500"],
    "cent": ["64.2 cents", "64¢"],
    "penny": ["118.5p", "50 pence"],
    "basis point": ["25 basis points", "25 bps"],
    "pound sterling": ["£5", "361 million pounds", "GBP 5"],
    "pound-mass": ["20 pounds of flour", "2 million pounds of beef"],
    "decibel": ["85 dB", "85 decibels"],
    "gibibyte": ["4 GiB", "4 gibibytes"],
    "ampere hour": ["5 Ah", "5 ampere-hours", "5 amp hours"],
    "dollar per million british thermal unit": ["$3.12 per million British thermal units", "$3.12/MMBtu"],
    "twenty-foot equivalent unit": ["20,000 TEU", "20,000 twenty-foot equivalent units"],
    "millimetre of mercury": ["120 mmHg", "120 millimeters of mercury", "120 millimetres of mercury"],
    "permille": ["5 ‰", "5 per mille"],
    "pound-force": ["800 pounds of force", "800 lbf"],
    "deadweight ton": ["50,000 dwt", "50,000 deadweight tons"],
    "cubic inch": ["5 cu in", "5 cu. in.", "5 cubic inches"],
    "minute of arc": ["5 arcminutes", "5 minutes of arc"],
}
NOTHING = ["5 in my car", "5 won medals", "two a.m.", "ALL 5 men", "5 as one", "5 at sea"]


def units_in(words: str) -> list[str | None]:
    return [quantity.unit for quantity in quantities(sentence(words), ())]


@pytest.mark.parametrize(("unit", "wording"), [(u, w) for u, wordings in CORPUS.items() for w in wordings])
def test_wording_means_its_unit(unit: str, wording: str) -> None:
    assert units_in(wording) == [unit]


@pytest.mark.parametrize("words", NOTHING)
def test_word_that_is_no_unit_here_is_none(words: str) -> None:
    assert not any(units_in(words))


def test_smaller_unit_completes_a_larger_one() -> None:
    for words, value in (("thirteen dollars and forty-five cents", "13.45"), ("5 feet 6 inches", "5.5")):
        [quantity] = quantities(sentence(words), ())
        assert str(quantity.best) == value


def test_every_currency_of_iso_4217_has_a_name_of_its_own() -> None:
    signs = vocabulary(ENGLISH, "currencies")["signs"]
    codes = {sign: name for name, some in signs.items() for sign in some if len(sign) == 3 and sign.isupper()}
    assert len(codes) > 140
    assert set(codes.values()) <= units_of(ENGLISH).money
