"""Measure reading on the public sets, the part worked on and, on demand, the part set aside.

    python -m bench.reading --data FOLDER [--set NAME] [--errors NAME] [--peers PYTHON] [--hidden]

Each look at the part set aside is written to `looks.jsonl` with its day, commit and figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from bench.reading import incidents, labels, newsquant, quantulum, recognizers, speed, timex
from bench.reading.reader import Amount, Found, Reader, ours
from bench.reading.scores import Share, Tally
from bench.reading.sets import documents, is_set_aside, lines, timex_document

LOOKS: Final = Path(__file__).with_name("looks.jsonl")
Figures = dict[str, float]
Scorer = Callable[[dict[str, Any], Reader], dict[str, Tally]]
Measure = Callable[[list[Any], Reader, bool], Figures]
"""From the lines of a set, a reader, and whether to show its errors, to the figures."""


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the public sets")
    parser.add_argument("--set", choices=list(SETS), help="only this set")
    parser.add_argument("--errors", action="store_true", help="show what is wrong in the part worked on")
    parser.add_argument("--peers", type=Path, help="an interpreter that has quantulum3 (bench/reading/peers.lock)")
    parser.add_argument("--hidden", action="store_true", help="look at the part set aside too, and log the look")
    given = parser.parse_args()
    figures: Figures = {}
    for name in [given.set] if given.set else SETS:
        everything = lines(given.data, name)
        for part in ("worked", "aside") if given.hidden else ("worked",):
            chosen = [line for line in everything if is_set_aside(_key(name, line)) is (part == "aside")]
            show = given.errors and part == "worked"
            figures |= {f"{name} {part} {measure}": value for measure, value in SETS[name](chosen, ours, show).items()}
            _print(f"{name}, {part} ({len(chosen)})", figures, f"{name} {part} ")
        if given.peers and name in ("newsquant", "quantulum"):
            chosen = [line for line in everything if not is_set_aside(_key(name, line))]
            peer = _peer([line["text"] for line in chosen], given.peers)
            _print(f"{name}, worked, quantulum3", SETS[name](chosen, peer, False), "")
    if given.set is None:
        figures |= _labelled(given.data, hidden=given.hidden)
    if given.peers:
        _paces(given.data, given.peers)
    if given.hidden:
        _log(figures)


def _labelled(data: Path, *, hidden: bool) -> Figures:
    """Our own labels, and how far their annotators agree."""
    texts = {document.id: document for document in documents(data)}
    first, second = labels.load("first"), labels.load("second")
    figures: Figures = {}
    for part in ("worked", "aside") if hidden else ("worked",):
        chosen = [label for label in first if is_set_aside(texts[label["document"]].family) is (part == "aside")]
        sums = _summed(labels.score(label, texts[label["document"]], ours) for label in chosen)
        figures |= {f"labels {part} {name}": value for name, value in sums.items()}
        _print(f"our labels, {part} ({len(chosen)})", figures, f"labels {part} ")
    twice = {(label["document"], label["start"]): label for label in second}
    both = [(label, twice[key]) for label in first if (key := (label["document"], label["start"])) in twice]
    agreed = _summed(labels.agreement(*pair) for pair in both)
    _print(f"two annotators ({len(both)})", agreed, "")
    return figures


def _summed(scores: Iterable[dict[str, Tally]]) -> Figures:
    sums: defaultdict[str, Tally] = defaultdict(Tally)
    for each in scores:
        for name, tally in each.items():
            sums[name] += tally
    return {name: 100 * tally.f1 for name, tally in sums.items()}


def _key(name: str, line: dict[str, Any]) -> str:
    key: str = line[{"recognizers": "Input", "timex": "name", "incidents": "incident"}.get(name, "text")]
    return key


def _tallied(
    scorer: Callable[[dict[str, Any], Reader], dict[str, Tally]],
) -> Callable[[list[Any], Reader, bool], Figures]:
    def measured(chosen: list[Any], reader: Reader, show: bool) -> Figures:
        scores = [scorer(line, reader) for line in chosen]
        for line, each in zip(chosen, scores, strict=True):
            if show and any(tally.right < max(tally.gold, tally.found) for tally in each.values()):
                _show(line, reader)
        return _summed(scores)

    return measured


def _recognizers(chosen: list[Any], reader: Reader, show: bool) -> Figures:
    every: defaultdict[str, Share] = defaultdict(Share)
    inside: defaultdict[str, Share] = defaultdict(Share)
    models = {recognizers.model_of(case) for case in chosen}
    excused = {model: recognizers.out_of_scope(chosen, model) for model in models}
    for case in chosen:
        model = recognizers.model_of(case)
        right = Share(int(recognizers.is_right(case, reader)), 1)
        every[model] += right
        if recognizers.digest(case) not in excused[model]:
            inside[model] += right
        if show and not right.right:
            print(f"  {model} {recognizers.digest(case)} {case['Input']!r}")
            print(f"    expected {recognizers.expected(case)}\n    found    {recognizers.predicted(case, reader)}")
    return {
        name: 100 * share.part
        for model in sorted(every)
        for name, share in ((model, every[model]), (f"{model} in scope", inside[model]))
    }


def _incidents(chosen: list[Any], reader: Reader, show: bool) -> Figures:
    articles = {action: Share() for action in incidents.ACTIONS}
    whole = {action: Share() for action in incidents.ACTIONS}
    for incident in filter(incidents.is_registered, chosen):
        for action, answers in incidents.score(incident, reader).items():
            articles[action] += answers.articles
            whole[action] += answers.incidents
            if show and answers.articles.right < answers.articles.cases:
                _show_incident(incident, action, reader)
    return {
        f"{action} by {by}": 100 * shares[action].part
        for by, shares in (("article", articles), ("incident", whole))
        for action in incidents.ACTIONS
    }


SETS: Final[dict[str, Measure]] = {
    "newsquant": _tallied(newsquant.score),
    "quantulum": _tallied(quantulum.score),
    "recognizers": _recognizers,
    "timex": _tallied(timex.score),
    "incidents": _incidents,
}


def _show(line: dict[str, Any], reader: Reader) -> None:
    if "tml" in line:
        _show_times(line, reader)
        return
    gold = [
        (item.get("change"), item["value"], item.get("normalized_unit", item["unit"])) for item in line["quantities"]
    ]
    found = [
        (newsquant.change_of(amount), amount.values, amount.unit, line["text"][amount.start : amount.end])
        for amount in reader(line["text"], None, "").amounts
    ]
    print(f"  {line['text']}\n    expected {gold}\n    found    {found}")


def _show_incident(incident: dict[str, Any], action: str, reader: Reader) -> None:
    print(f"  {incident['incident']} {action}: {incident['truth'][action]}")
    for article in incident["articles"]:
        statements = reader(article["text"], article["date"], article["title"]).statements
        answer = incidents.answer_of(statements, action)
        if answer != incident["truth"][action] and (answer is not None or incidents.states(article, action)):
            print(f"    {answer} {article['id'][:8]} {article['title']}")
            told = [(s["subject"]["action"], s["figure"].get("best"), s["quote"][:100]) for s in statements]
            print(f"      {told[:4]}\n      {article['text'][:300]!r}")


def _show_times(line: dict[str, Any], reader: Reader) -> None:
    document = timex_document(line)
    gold = {(item.start, item.end, item.value) for item in timex.gold_of(line["tml"])}
    found = {(time.start, time.end, time.value) for time in reader(document.text, document.day.isoformat(), "").times}
    for sign, some in (("-", gold - found), ("+", found - gold)):
        for start, end, value in sorted(some, key=str):
            around = document.text[max(0, start - 40) : end + 40].replace("\n", " ")
            print(f"  {sign} {document.id} {document.text[start:end]!r} = {value} in …{around}…")


def _peer(texts: list[str], interpreter: Path) -> Reader:
    """quantulum3's findings in all the texts, asked for one by one."""
    script = str(Path(__file__).with_name("peers.py"))
    stdin = "\n".join(json.dumps(text) for text in texts)
    done = subprocess.run([str(interpreter), script, "read"], input=stdin, capture_output=True, text=True, check=True)
    told = dict(zip(texts, json.loads(done.stdout), strict=True))

    def reader(text: str, _published: str | None, _title: str) -> Found:
        return Found([_amount(*each) for each in told[text]], [], [])

    return reader


def _amount(start: int, end: int, values: list[float], unit: str) -> Amount:
    named = None if unit == "dimensionless" else unit
    return Amount(start, end, tuple(values), values[0], values[-1], named, None, "exact", None)


def _paces(data: Path, interpreter: Path) -> None:
    texts = [line["text"] for line in lines(data, "newsquant") if not is_set_aside(line["text"])]
    for name, rates in speed.sentence_rates(texts, interpreter).items():
        pace, ratio = speed.paced([ours for ours, _ in rates]), speed.paced([ours / theirs for ours, theirs in rates])
        print(f"{name}: {pace.median:,.0f} sentences/s ({pace.least:,.0f}-{pace.greatest:,.0f}), ", end="")
        print(f"{ratio.median:.1f} times quantulum3 ({ratio.least:.1f}-{ratio.greatest:.1f})")
    bodies = [article["text"] for line in lines(data, "incidents") for article in line["articles"]]
    taken = speed.paced(speed.article_milliseconds(bodies))
    print(f"an article of 5 kB: {taken.median:.1f} ms ({taken.least:.1f}-{taken.greatest:.1f})")


def _print(title: str, figures: Figures, prefix: str) -> None:
    told = (f"{name.removeprefix(prefix)} {value:.1f}" for name, value in figures.items() if name.startswith(prefix))
    print(f"{title}: {', '.join(told)}", flush=True)


def _log(figures: Figures) -> None:
    head = subprocess.run(["git", "log", "-1", "--format=%h %cs"], capture_output=True, text=True, check=True)
    commit, day = head.stdout.split()
    rounded = {name: round(value, 1) for name, value in figures.items()}
    with LOOKS.open("a") as log:
        log.write(json.dumps({"commit": commit, "day": day, "figures": rounded}) + "\n")


if __name__ == "__main__":
    main()
