"""`claimwatch dashboard`: the desk by itself, and its database made anew."""

from __future__ import annotations

import pytest

CONFIGURATION = """
log: {kind: sqlite, path: demo.log}
outbox: demo.outbox
ingest: {contact: desk@example.org}
outlets: []
alerting: {route: {receiver: desk}, receivers: [{name: desk}]}
"""


def test_the_database_is_made_anew(claimwatch, demo, tmp_path):
    folder, _ = demo
    (tmp_path / "demo.log").write_bytes((folder / "demo.log").read_bytes())
    path = tmp_path / "claimwatch.yaml"
    path.write_text(f"{CONFIGURATION}dashboard: {{}}\n", encoding="utf-8")
    for _ in range(2):
        ran = claimwatch("dashboard", "rebuild", "-c", path)
        assert ran.returncode == 0, ran.stderr
        assert f"records projected into sqlite:///{tmp_path / 'demo.desk.db'}" in ran.stdout
    assert (tmp_path / "demo.desk.db").stat().st_size > 100_000


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "it has no key `dashboard`; add it, with nothing under it for a start: {}"),
        ("dashboard: {host: 0.0.0.0}", "dashboard: 0.0.0.0 can be reached by others: say under `access`"),
        ("dashboard: {colour: red}", "dashboard.colour: Object contains unknown field"),
    ],
)
def test_a_configuration_that_cannot_be_served(claimwatch, tmp_path, said, told):
    path = tmp_path / "claimwatch.yaml"
    path.write_text(f"{CONFIGURATION}{said}\n", encoding="utf-8")
    ran = claimwatch("dashboard", "-c", path)
    assert ran.returncode == 1
    assert told in ran.stderr


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("dashboard: {database: mysql://localhost/desk}", "give sqlite:///FILE or postgresql://HOST/DATABASE"),
        ("dashboard: {database: sqlite:///no/folder/desk.db}", "name a folder that is there and ours"),
    ],
)
def test_a_database_that_cannot_be_opened(started, tmp_path, said, told):
    path = tmp_path / "claimwatch.yaml"
    path.write_text(f"{CONFIGURATION}{said}\n", encoding="utf-8")
    ran = started("dashboard", "-c", path)
    assert ran.returncode == 1
    assert told in ran.stderr


def test_the_demo_leaves_a_projection_and_says_how_to_look_at_it(demo):
    folder, wrote = demo
    assert (folder / "demo.desk.db").exists()
    assert "demo --serve" in wrote
