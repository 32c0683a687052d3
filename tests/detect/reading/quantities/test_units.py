"""Units and money by name: every spelling of a unit, and what is none."""

from __future__ import annotations

import pytest

from services.detect.reading.quantities.quantity import quantities
from services.detect.reading.quantities.units import units_of
from services.detect.reading.vocabulary import ENGLISH, vocabulary
from tests.detect.reading.words import sentence

CORPUS = {
    "kilometre": ["6 km", "6 kilo meters", "6 kilo-metres"],
    "decalitre": ["7 decalitres", "7 dekaliters"],
    "megabit per second": ["100 Mbps", "100 mb/s", "100 Mbit/s"],
    "pascal second": ["1.5 Pa·s"],
    "ethiopian birr": ["35 ETB", "35 etb", "35 birr"],
    "hong kong dollar": ["HK$40", "hong kong $40"],
    "qindarka": ["5 qindarka", "5 qindarkë"],
    "kazakhstani tenge": ["50 kazak tenge", "50 tenge"],
    "kilodalton": ["66 kDa", "66 kilodaltons"],
    "millisiemens": ["5 mS", "5 millisiemens"],
    "kilovolt-ampere": ["5 kVA", "5 kilovolt-amperes"],
    "millicurie": ["5 mCi", "5 millicuries"],
    "micromolar": ["5 µM", "5 μM"],
    "megaparsec": ["5 Mpc", "5 megaparsecs"],
    "knot": ["25 kt", "25 kn", "25 knots", "25 kts"],
    "gallon": ["5 gal", "5 gallons", "5 US gallons", "5 imp. gal.", "5 imperial gallons"],
    "billion cubic foot per day": ["5 Bcf/d", "5 bcf per day"],
    "million cubic metre": ["5 mcm", "5 MMCM"],
    "petaflops": ["5 petaflops", "5 PFLOPS", "5 Pflop/s"],
    "mach": ["Mach 2", "Mach 0.85"],
    "square inch": ["5 in²", "5 in2", "5 sq in", "5 sq in of glass", "5 square inches"],
    "percentage": ["5 %", "5 wt%", "5% by volume", "5 % w/w"],
    "micrometre": ["2 μm", "2 µm", "2 micrometres"],
    "gigabyte": ["64 GB", "64GB", "64 gigabytes", "64gb"],
    "cubic metre": ["5 m3", "5 m³", "5 cubic metres"],
    "square mile": ["5 square miles", "5 sq mi", "5 sq. mi"],
    "inch": ["5''", '5"', "2 in.", "2 inches", "2 1/2 in"],
    "joule per square metre": ["20 J/m^2", "20 J/m2"],
    "litre per hour": ["3 litres per hour", "3 l/h", "3 liters an hour"],
    "metric ton": ["5 tonnes", "5 metric tons", "5t"],
    "australian dollar": ["A$5", "5 Australian dollars", "AUD 5", "$A5"],
    "canadian dollar": ["C$5", "CAD5", "5 Canadian dollars"],
    "malaysian ringgit": ["RM5", "5 ringgit"],
    "indian rupee": ["Rs 500", "₹500", "INR 500", "500 rupees"],
    "south korean won": ["500 won", "₩500"],
    "cent": ["64.2 cents", "64¢", "64 US cents", "64 euro cents"],
    "kopeck": ["50 kopecks", "50 kopeks"],
    "kuruş": ["50 kuruş", "50 kurus"],
    "penny": ["118.5p", "50 pence"],
    "pound sterling": [
        "£5",
        "361 million pounds",
        "GBP 5",
        "thousands of pounds",
        "was fined 500 pounds",
        "a fee of 40 pounds",
        "sold for about 3 pounds",
        "a 20-pound note",
    ],
    "pound sterling per month": ["earns 2,000 pounds a month"],
    "pound-mass": [
        "20 pounds of flour",
        "2 million pounds of beef",
        "thousands of pounds of rice",
        "sold 500 pounds of beef",
        "paid for a 10-pound turkey",
        "the price per 100 pounds",
        "a 500-pound bomb",
        "lost 20 pounds",
    ],
    "decibel": ["85 dB", "85 decibels"],
    "gibibyte": ["4 GiB", "4 gibibytes"],
    "ampere hour": ["5 Ah", "5 ampere-hours", "5 amp hours"],
    "dollar per million british thermal unit": ["$3.12 per million British thermal units", "$3.12/MMBtu"],
    "twenty-foot equivalent unit": ["20,000 TEU", "20,000 twenty-foot equivalent units"],
    "millimetre of mercury": ["120 mmHg", "120 millimeters of mercury", "120 millimetres of mercury"],
    "per mille": ["5 ‰", "5 per mille"],
    "pound-force": ["800 pounds of force", "800 lbf"],
    "deadweight ton": ["50,000 dwt", "50,000 deadweight tons"],
    "cubic inch": ["5 cu in", "5 cu. in.", "5 cubic inches"],
    "minute of arc": ["5 arcminutes", "5 minutes of arc"],
    "gigawatt hour": ["3 GWh", "3 GW-hours", "3 gigawatt-hours"],
    "kilowatt hour": ["3 kWh", "3 kwh", "3 kilowatt hours", "3 kilowatt-hours"],
    "milliampere hour": ["5000 mAh", "5000mah", "5,000 mAh"],
    "megawatt": ["20 MW", "20 mw", "20 megawatts"],
    "milliwatt": ["20 mW", "20 milliwatts"],
    "gigahertz": ["3 GHz", "3 ghz", "3 gigahertz"],
    "megabit": ["7 Mb", "7 Mbit", "7 mbit"],
    "megabyte": ["7 MB", "7 mb"],
    "fluid ounce": ["12 fl oz", "12 fl. oz", "12 fl. oz.", "12 fluid ounces", "12 oz fl"],
    "bar": ["3 bar", "3 bar of pressure", "200 bar when full", "3 bars"],
    "megapixel": ["12 MP", "a 12 MP camera", "12 megapixels"],
    "petabit": ["7 Pbit", "7 petabits"],
    "ångström": ["1.5 Å", "1.5 angstroms", "1.5 ångströms"],
    "standard atmosphere": ["5 atm", "5 atmospheres"],
    "kiloton of TNT": ["15 kilotons of TNT"],
    "square kilometre": ["7 km²", "7 sq km", "7 sq. km", "7 ㎢", "7 square kilometres"],
    # composed
    "gram per cubic centimetre": [
        "8.96 g/cm3",
        "8.96 g/cm³",
        "8.96 g cm-3",
        "8.96 g cm⁻³",
        "8.96 g cm^-3",
        "8.96 g·cm−3",
    ],
    "metre per second": ["343 m/s", "343 m s-1", "343 m·s−1", "343 m s⁻¹", "343 mps"],
    "watt per square metre per kelvin": ["5 W m-2 K-1", "5 W/(m²·K)", "5 W/(m2 K)", "5 W/m²/K"],
    "kilogram metre per square second": ["5 kg m s-2", "5 kg·m/s2"],
    "joule per kilogram per kelvin": ["5 J kg-1 K-1", "5 J/kg/K", "5 J/(kg·K)"],
    "newton metre": ["5 N·m", "5 N-m", "5 Nm", "5 newton metres"],
    "gram per kilometre": ["95 g/km", "95 g CO2/km", "95 gCO2/km"],
    "kilometre per second per megaparsec": ["70 km/s/Mpc", "70 km s-1 Mpc-1"],
    "milligram per 5 millilitre": ["250 mg/5 ml", "250mg/5ml"],
    "kilowatt hour per square metre": ["5 kWh/m2", "5 kWh/m²", "5 kilowatt-hours per square metre"],
    "litre per 100 kilometre": ["3.5 L/100km", "3.5 l/100 km", "3.5 litres per 100 kilometres"],
    "kilogram metre per second": ["5 kg·m/s"],
    "megawatt hour": ["2 MWh", "2 MW·h", "2 megawatt-hours", "2 megawatt hours"],
    "milligram per kilogram per day": ["5 mg/kg/day", "5 mg per kg per day"],
    "square foot": ["50 sq ft", "50 sq. ft.", "50 ft2", "50 ft²", "a 50 square-foot room", "50 square feet"],
    "basis point": ["25 basis points", "a 25-basis-point cut", "25 bps"],
    "point": ["5 points", "a 5-percentage-point lead", "5 percentage points"],
    "foot": ["5 ft 3 in", "5'3\"", "6 ft. 4 in.", "five foot three", "five-foot-three", "a 6-foot-4 guard", "6ft 4"],
    "metre": ["2 m", "2m", "two metres", "2 meters", "2-metre", "1 m 80 cm"],
    # rates by article
    "cent per kilowatt hour": ["15 cents a kilowatt hour", "15 cents per kilowatt-hour", "15 cents/kWh"],
    "dollar per plate": ["$500 a plate", "$500-a-plate", "500 dollars a plate"],
    "dollar per person per night": ["$20 per person per night"],
    # money by every name and sign
    "peruvian sol": ["500 soles", "S/ 500", "500 Peruvian soles"],
    "zambian kwacha": ["500 kwacha", "ZMW 500"],
    "paraguayan guarani": ["₲500", "500 guaranis", "500 Paraguayan guaraníes"],
    "icelandic króna": ["500 Icelandic kronur", "ISK 500", "500 kronur"],
    "iranian toman": ["500 tomans", "500 Iranian tomans"],
    "new taiwan dollar": ["NT$500", "500 Taiwan dollars", "TWD 500"],
    "turkish lira": ["₺500", "TL500", "500 Turkish lira", "500 Turkish liras"],
    "uae dirham": ["AED 500", "Dh500", "500 dirhams", "500 Emirati dirhams"],
    "czech koruna": ["500 Kč", "CZK 500", "500 korunas", "500 Czech crowns"],
    "dollar": ["$5", "-$5", "minus $5 million", "millions of dollars", "US$5", "USD5bn", "5bn USD", "$US5"],
    "euro": ["€5", "5 €", "EUR 5", "5 euros", "dozens of euros"],
    "dollar per hour": ["$20 an hour", "a $20-an-hour job", "$20/hr"],
    "kilogram": ["2 kg", "2kg", "2 kilograms", "2 kilogrammes", "20-odd kilos", "20 or more kg", "5 kgs"],
    "venezuelan bolívar": ["500 bolivars", "500 bolívares", "VES 500"],
}
NOTHING = [
    "gave 40 families a home",
    "3 hens and 2 quetzals",
    "5 in my car",
    "5 won medals",
    "two a.m.",
    "ALL 5 men",
    "5 as one",
    "5 at sea",
    "12 Grad students",
    "5 VAR decisions",
    "12 NM troopers",
    "12 Cal Fire crews",
]


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


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("Bake at 180C/350F.", ["celsius", "fahrenheit"]),
        ("Add 200 g/7 oz of rice.", ["gram", "ounce"]),
        ("A 24-bit/96 kHz recording.", ["bit", "kilohertz"]),
        ("It takes 2 h-3 h.", ["hour"]),
        ("See http://example.org/29h3FHU now.", []),
        ("The door is 6 ft. 8 in. tall.", ["foot"]),
        ("He is 5 lbs. lighter.", ["pound-mass"]),
    ],
)
def test_sentence_has_the_units_of_its_measures(words: str, units: list[str]) -> None:
    assert units_in(words) == units


def test_every_currency_of_iso_4217_has_a_name_of_its_own() -> None:
    signs = vocabulary(ENGLISH, "currencies")["signs"]
    codes = {sign: name for name, some in signs.items() for sign in some if len(sign) == 3 and sign.isupper()}
    assert len(codes) > 140
    assert set(codes.values()) <= units_of(ENGLISH).money
