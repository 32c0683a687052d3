"""claimwatch.yaml: every fault names file, line and key, and says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.watch import Tagged
from services.cli.configuration import ConfigurationError, SqliteLogAt, load, load_rules
from tests.cli.conftest import Claimwatch

GOOD = """\
log: {kind: sqlite, path: news.log}
outbox: /var/lib/outbox
ingest:
  contact: desk@paper.example
outlets:
  - name: Wire
    feeds: [https://wire.example/rss]
  - name: Times
    feeds:
      - https://times.example/rss
      - https://times.example/world
rules:
  thresholds: {drift: 0.2}
alerting:
  route:
    receiver: desk
    routes:
      - matchers: [severity>=3]
        receiver: desk
  receivers:
    - name: desk
      slack:
        - channel: C1
          token_env: SLACK_TOKEN
"""
ENVIRONMENT = {"SLACK_TOKEN": "xoxb-from-the-environment"}

Written = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(text: str) -> Path:
        path = tmp_path / "claimwatch.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_what_is_written_is_what_is_configured(written: Written, tmp_path: Path) -> None:
    found = load(written(GOOD), ENVIRONMENT)
    assert [outlet.name for outlet in found.outlets] == ["Wire", "Times"]
    assert str(found.rules.thresholds.drift) == "0.2"
    assert found.alerting.receivers[0].slack[0].token == ENVIRONMENT["SLACK_TOKEN"]


def test_relative_paths_start_at_the_files_folder(written: Written, tmp_path: Path) -> None:
    found = load(written(GOOD), ENVIRONMENT)
    assert found.log == SqliteLogAt(str(tmp_path / "news.log"))
    assert found.outbox == "sqlite:////var/lib/outbox"


@pytest.mark.parametrize(
    ("written_as", "is_"),
    [
        ("news.outbox", "sqlite:///{folder}/news.outbox"),
        ("sqlite:///news.outbox", "sqlite:///{folder}/news.outbox"),
        ("postgresql://alert@db.example/desk", "postgresql://alert@db.example/desk"),
    ],
)
def test_an_outbox_is_a_file_or_a_server(written: Written, tmp_path: Path, written_as: str, is_: str) -> None:
    found = load(written(GOOD.replace("/var/lib/outbox", written_as)), ENVIRONMENT)
    assert found.outbox == is_.format(folder=tmp_path)


def test_the_outboxs_password_may_lie_elsewhere(written: Written) -> None:
    url = "postgresql://alert:secret@db.example/desk"
    text = GOOD.replace("outbox: /var/lib/outbox", "outbox_env: OUTBOX")
    assert load(written(text), ENVIRONMENT | {"OUTBOX": url}).outbox == url


def test_notices_link_to_where_the_desk_is_served(written: Written, tmp_path: Path) -> None:
    assert load(written(GOOD), ENVIRONMENT).alerting.desk == ""
    served = GOOD + "  templates: words\ndashboard: {origin: 'https://desk.example', access: {accounts: people}}\n"
    alerting = load(written(served), ENVIRONMENT).alerting
    assert (alerting.desk, alerting.templates) == ("https://desk.example", str(tmp_path / "words"))
    said = served.replace("templates: words", "desk: https://other.example")
    assert load(written(said), ENVIRONMENT).alerting.desk == "https://other.example"


def test_a_secret_may_lie_in_a_file(written: Written, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-from-a-file\n")
    found = load(written(GOOD.replace("token_env: SLACK_TOKEN", "token_file: token")), {})
    assert found.alerting.receivers[0].slack[0].token == "xoxb-from-a-file"  # noqa: S105 - a test's


def test_an_outlet_s_tags_are_among_the_rules(written: Written) -> None:
    tagged = GOOD.replace("  - name: Times\n", "  - name: Times\n    tags: [wire, state media]\n")
    assert load(written(tagged), None).rules.tagged == (Tagged("Times", ("wire", "state media")),)
    assert load(written(GOOD), None).rules.tagged == ()


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # a service of Apprise's loads it
def test_a_url_that_holds_secrets_may_lie_elsewhere(written: Written) -> None:
    told = f"{GOOD}      apprise: [{{url_env: NTFY}}]\n      alertmanager: [{{url_env: AM, labels: {{team: city}}}}]\n"
    path = written(told)
    secrets = {**ENVIRONMENT, "NTFY": "ntfy://topic-1234", "AM": "https://desk:pass-1@am.example"}
    receiver = load(path, secrets).alerting.receivers[0]
    assert receiver.apprise[0].url == "ntfy://topic-1234"
    assert receiver.alertmanager[0].alerts_url == "https://desk:pass-1@am.example/api/v2/alerts"
    assert load(path, None).alerting.receivers[0].apprise[0].url == ""
    with pytest.raises(
        ConfigurationError, match=r"claimwatch\.yaml:25: .*apprise\[0\].*Apprise does not know"
    ) as raised:
        load(path, {**secrets, "NTFY": "nfty://topic-1234"})
    assert "topic-1234" not in str(raised.value)


def test_a_service_that_sends_nothing_needs_no_secret(written: Written) -> None:
    assert load(written(GOOD), None).alerting.receivers[0].slack[0].token == ""


FAULTS = [
    pytest.param("path: news.log", "path: news.log, size: 3", "1: log.size: *unknown field*; remove it", id="unknown"),
    pytest.param("outbox: /var/lib/outbox\n", "", "1: (top): *missing*`outbox`; add it", id="missing"),
    pytest.param("    feeds: [https://wire.example/rss]\n", "", "6: outlets[0]: *`feeds`; add it", id="missing inside"),
    pytest.param("[https://wire.example/rss]", "https://wire.example/rss", "7: outlets[0].feeds: *array*", id="type"),
    pytest.param("- https://times.example/world", "- 3", "11: outlets[1].feeds[1]: *`str`*", id="type in a list"),
    pytest.param("contact: desk@paper.example", "contact: [", "*: not YAML: *; mend the line", id="no YAML"),
    pytest.param("name: Wire", "name: \tWire\x07", "6: not YAML: *; remove the character", id="control character"),
    pytest.param("name: Wire", "name: 2025-02-30", "1: *no date*; put it in quotes*", id="no date"),
    pytest.param("SLACK_TOKEN", "OTHER", "24: *slack[0].token_env: *no variable 'OTHER'*; set it", id="no variable"),
    pytest.param("token_env: SLACK_TOKEN", "token_env:", "24: *token_env: *give the name*", id="secret of no name"),
    pytest.param(
        "token_env: SLACK_TOKEN", "token_file: nothing", "24: *token_file: nothing: No such*; name a*", id="no file"
    ),
    pytest.param("token_env: SLACK_TOKEN", "token_file: .", "24: *token_file: .: Is a dir*; name a*", id="folder"),
    pytest.param(
        "token_env: SLACK_TOKEN", "{token: a, token_env: B}", "*token_env: 'token' stands beside*", id="secret twice"
    ),
    pytest.param(
        "    receiver: desk\n    r", "    receiver: chief\n    r", "14: alerting: *chief*; add*", id="no receiver"
    ),
    pytest.param("severity>=3", "colour=red", "18: alerting.route.routes[0]: *'colour'; labels are*", id="label"),
    pytest.param("severity>=3", "severity", "18: alerting.route.routes[0]: *not of the form*", id="matcher"),
    pytest.param(
        "name: Times", "name: Wire", "8: outlets[1].name: the outlet Wire stands in line 6*", id="outlet twice"
    ),
    pytest.param(
        "- https://times.example/world",
        "- https://wire.example/rss",
        "11: outlets[1].feeds[1]: the feed https://wire.example/rss stands in line 7*; remove*",
        id="feed twice",
    ),
    pytest.param("kind: sqlite", "kind: paper", "1: log.kind: *'paper'; write sqlite or kafka", id="kind"),
    pytest.param("kind: sqlite, ", "", "1: log: *`kind`; add it here: sqlite or kafka", id="no kind"),
    pytest.param("outbox:", "clock: sun\noutbox:", "2: clock: *'sun'; write wall or articles", id="one of two"),
    pytest.param(
        "{drift: 0.2}",
        "{}\n  watchlist: [{name: Dead, quiet: [drfit]}]",
        "14: rules.watchlist[0].quiet[0]: *'drfit'; write drift or contradiction.quantity or *",
        id="one of many",
    ),
    pytest.param(GOOD, "", "1: it holds no keys*", id="empty"),
    pytest.param(GOOD, "# nothing yet\n", "1: it holds no keys*", id="only a comment"),
    pytest.param(GOOD, "- a\n- b\n", "1: it holds no keys*", id="a list"),
]


@pytest.mark.parametrize(("replaced", "by", "told"), FAULTS)
def test_a_fault_is_told_with_its_place_and_remedy(written: Written, replaced: str, by: str, told: str) -> None:
    assert replaced in GOOD
    text = GOOD.replace(replaced, by, 1)
    if by.startswith("{token"):
        text = text.replace("        - channel: C1\n          {token: a, ", "        - {channel: C1, token: a, ")
    path = written(text)
    with pytest.raises(ConfigurationError) as raised:
        load(path, ENVIRONMENT)
    message = str(raised.value)
    pieces = f"{path}:{told}".split("*")
    at = 0
    for piece in pieces:
        assert piece in message[at:], message
        at = message.index(piece, at) + len(piece)
    assert message.startswith(pieces[0])


def test_no_secret_is_shown_by_a_fault(written: Written) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(written(GOOD.replace("channel: C1", "channel: 3")), ENVIRONMENT)
    assert ENVIRONMENT["SLACK_TOKEN"] not in str(raised.value)


def test_what_to_do_is_said_once(written: Written) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(written(GOOD.replace("receiver: desk", "receiver: dusk")), ENVIRONMENT)
    assert str(raised.value).endswith("dusk; add them under `receivers`")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.yaml: there is no such file; `claimwatch init` writes one"):
        load(tmp_path / "none.yaml", {})
    (tmp_path / "latin.yaml").write_bytes("log: Ä".encode("latin-1"))
    with pytest.raises(ConfigurationError, match=r"latin\.yaml: not UTF-8 at byte 5"):
        load(tmp_path / "latin.yaml", {})


def test_a_watchlist_is_a_file_of_its_own_as_well(written: Written) -> None:
    rules = load_rules(written("watchlist:\n  - {name: Dead, counted: people, action: killed, drift: 0.5}\n"))
    assert rules.watchlist[0].name == "Dead"
    with pytest.raises(ConfigurationError, match=r":2: watchlist\[0\]\.count: .*unknown field"):
        load_rules(written("watchlist:\n  - {name: Dead, count: people}\n"))


def test_config_check_says_what_a_good_file_sets_up(claimwatch: Claimwatch, written: Written) -> None:
    ran = claimwatch("config", "check", "--config", written(GOOD), environment=ENVIRONMENT)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "good. 2 outlets with 3 feeds, 0 watched claims, 1 receiver; log: " in ran.stdout


def test_config_check_says_what_a_webhook_of_slacks_cannot_do(claimwatch: Claimwatch, written: Written) -> None:
    hooked = GOOD.replace(
        "      slack:\n        - channel: C1\n          token_env: SLACK_TOKEN\n",
        "      slack_webhook: [{url_env: SLACK_TOKEN}]\n",
    )
    url = "https://hooks.slack.com/services/T0/B0/secret"
    ran = claimwatch("config", "check", "--config", written(hooked), environment={"SLACK_TOKEN": url})
    assert ran.returncode == 0, ran.stderr
    assert "receiver desk writes to Slack by a webhook" in ran.stdout
    assert "it cannot edit what it wrote" in ran.stdout
    assert "secret" not in ran.stdout


def test_config_check_tells_a_fault_in_one_line_and_exits_1(started: Claimwatch, written: Written) -> None:
    path = written(GOOD.replace("kind: sqlite", "kind: paper"))
    ran = started("config", "check", "--config", path, environment=ENVIRONMENT)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"claimwatch: {path}:1: log.kind: ")
    assert len(ran.stderr.splitlines()) == 1


APP = """\
  slack_app:
    team: T0123456789
    token_env: SLACK_TOKEN
    app_token_env: SLACK_APP_TOKEN
    people: {U0ANN: Ann}
"""


def test_slacks_app_has_its_secrets_from_the_environment(written: Written) -> None:
    app = load(written(GOOD + APP), {**ENVIRONMENT, "SLACK_APP_TOKEN": "xapp-1"}).alerting.slack_app
    assert app is not None
    assert (app.token, app.app_token, app.people) == (ENVIRONMENT["SLACK_TOKEN"], "xapp-1", {"U0ANN": "Ann"})
    assert load(written(GOOD + APP), None).alerting.slack_app is not None


def test_slacks_app_is_reached_in_one_way(written: Written) -> None:
    file = written(GOOD + APP.replace("    app_token_env: SLACK_APP_TOKEN\n", ""))
    with pytest.raises(ConfigurationError, match=r"alerting.slack_app: give either `app_token`"):
        load(file, ENVIRONMENT)


def test_of_our_own_outlets_it_is_known_whom_to_ask(written: Written) -> None:
    ours = GOOD.replace("  - name: Wire\n", "  - name: Wire\n    contact: a stranger\n").replace(
        "  - name: Times\n", "  - name: Times\n    ours: true\n    contact: the city desk\n"
    )
    assert load(written(ours), ENVIRONMENT).owners == {"Times": "the city desk"}
