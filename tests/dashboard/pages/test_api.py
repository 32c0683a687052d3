"""Programs get what the pages show; the document describes each answer; files hold whole lists."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote
from xml.etree import ElementTree as ET

import jsonschema
import msgspec
import pytest

from schemas.event import FlagId
from schemas.flags import FlagRaised
from tests.dashboard.examples import CLAIM, DISPATCH_SAYS, TITLE, WIRE_SAYS, evidence, flag

CLAIM_PATH = f"/claims/{quote(CLAIM)}"
ASKED = {
    "/api/flags": "/api/flags",
    "/api/claims": "/api/claims",
    f"/api{CLAIM_PATH}/statements": "/api/claims/{asked}/statements",
    f"/api{CLAIM_PATH}": "/api/claims/{asked}",
    "/api/articles/dispatch": "/api/articles/{asked}",
    "/api/outlets": "/api/outlets",
    "/api/outlets/Veldmark%20Dispatch": "/api/outlets/{asked}",
    "/api/sources": "/api/sources",
    "/api/sources/US%20officials": "/api/sources/{asked}",
    "/api/search?q=kursk": "/api/search",
    "/api/records": "/api/records",
    "/api/silences": "/api/silences",
    "/api/wordings": "/api/wordings",
    "/api/rules": "/api/rules",
    "/api/health": "/api/health",
}


@pytest.mark.parametrize("path", ASKED)
async def test_each_answer_is_as_the_document_describes_it(browse, path):
    document = (await browse.get("/api/openapi.json")).json()
    answers = document["paths"][ASKED[path]]["get"]["responses"]
    schema = answers["200"]["content"]["application/json"]["schema"]
    answer = await browse.get(path)
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), {**schema, "components": document["components"]})


async def test_every_route_is_described_and_asked_for_here(browse):
    document = (await browse.get("/api/openapi.json")).json()
    assert set(document["paths"]) - {"/api/records/{topic}/{partition}/{offset}"} == set(ASKED.values())


async def test_whoever_begins_at_its_root_is_led_to_the_document(browse):
    answer = await browse.get("/api", follow_redirects=True)
    assert answer.json()["openapi"]


async def test_one_record(browse, told):
    place = next(record.place for record in told.log.records if record.topic == "flags")
    record = (await browse.get(f"/api/records/{place}")).json()
    assert record["row"]["type"] == "claimwatch.flag.raised.v1"
    assert {row["topic"] for row in record["effects"]} == {"flags", "notices", "decisions"}


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/nothing", 404, "There is no page /api/nothing."),
        ("/api/claims/nothing", 404, "No claim nothing is known here, or was none at that moment."),
        ("/api/records/flags/0/999", 404, "No record flags/0/999 is known here, or was none at that moment."),
        ("/api/flags?at=yesterday", 422, "This cannot be asked: at:"),
    ],
)
async def test_what_cannot_be_answered_says_so(browse, path, status, said):
    answer = await browse.get(path)
    assert answer.status_code == status
    assert answer.json()["error"].startswith(said)


async def test_statements_as_csv(browse):
    answer = await browse.get("/export/statements.csv", params={"claim": CLAIM})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["outlet"], row["figure"], row["low"], row["chain"], row["former"]) for row in rows] == [
        ("Our Paper", "10,000", "10000", "Our Paper ← US officials", "False"),
        ("Northlight Wire", "12,000", "12000", "Northlight Wire ← Ukraine's army chief", "False"),
        ("Veldmark Dispatch", "11,000", "11000", "Veldmark Dispatch ← US officials", "False"),
        ("Veldmark Dispatch", "10,000", "10000", "Veldmark Dispatch ← US officials", "True"),
    ]


@pytest.fixture
async def many(told):
    """A hundred flags more, with words that a spreadsheet would calculate."""
    for number in range(100):
        found = flag(1, evidence(DISPATCH_SAYS), evidence(WIRE_SAYS))
        changed = msgspec.structs.replace(found, flag=FlagId(f"more-{number}"), explanation="=1+1; \u202e<b>")
        await told.tell(FlagRaised(flag=changed))


@pytest.mark.usefixtures("many")
async def test_a_file_holds_the_whole_list_and_no_formula(browse):
    answer = await browse.get("/export/flags.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="flags.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 101
    assert {row["explanation"][:6] for row in rows} == {"'=1+1;", "Northl"}
    lines = (await browse.get("/export/flags.jsonl")).text.splitlines()
    assert len({json.loads(line)["flag"] for line in lines}) == 101


@pytest.mark.parametrize(
    ("name", "column", "values"),
    [
        ("claims", "title", [TITLE]),
        ("outlets", "outlet", ["Northlight Wire", "Our Paper", "Veldmark Dispatch"]),
        ("sources", "source", ["US officials", "Ukraine's army chief"]),
        ("silences", "reason", ["The ministry answers on Thursday.", "The table is right."]),
        ("wordings", "wording", ["at least 10,000 North Korean soldiers"]),
    ],
)
async def test_the_other_lists(browse, name, column, values):
    lines = (await browse.get(f"/export/{name}.jsonl")).text.splitlines()
    assert [json.loads(line)[column] for line in lines] == values
    rows = csv.DictReader(io.StringIO((await browse.get(f"/export/{name}.csv")).text))
    assert [row[column] for row in rows] == values


@pytest.mark.parametrize(
    "name", ["flags", "claims", "statements", "outlets", "sources", "silences", "wordings", "records"]
)
async def test_a_list_without_rows_has_its_head_all_the_same(browse, name):
    asked = {"claim": CLAIM, "at": "2020-01-01T00:00"}  # before anything was known
    full = (await browse.get(f"/export/{name}.csv", params={"claim": CLAIM})).text.splitlines()
    assert (await browse.get(f"/export/{name}.csv", params=asked)).text.splitlines() == full[:1]
    assert (await browse.get(f"/export/{name}.jsonl", params=asked)).text == ""


async def test_the_log_as_a_file(browse, told):
    lines = (await browse.get("/export/records.jsonl")).text.splitlines()
    assert len(lines) == len(told.log.records)
    assert len((await browse.get("/export/records.csv")).text.splitlines()) == len(lines) + 1


@pytest.mark.usefixtures("many")
async def test_the_feed_of_flags(browse):
    answer = await browse.get("/flags.atom?rule=contradiction.quantity")
    assert answer.headers["content-type"] == "application/atom+xml"
    atom = {"a": "http://www.w3.org/2005/Atom"}
    root = ET.fromstring(answer.text)  # noqa: S314 - of our own making
    entries = root.findall("a:entry", atom)
    assert len(entries) == 50
    assert entries[0].findtext("a:title", namespaces=atom) == "conflict, open: =1+1; <b>"
    assert len({entry.findtext("a:id", namespaces=atom) for entry in entries}) == 50
    assert root.find("a:link", atom).get("href") == "http://desk.example/flags.atom?rule=contradiction.quantity"
    assert entries[0].find("a:link", atom).get("href").startswith(f"http://desk.example{CLAIM_PATH}#flag-more-")
    assert TITLE in entries[0].findtext("a:summary", namespaces=atom)
