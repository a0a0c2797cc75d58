"""TOML → Vocabulary: each rule has one small file that breaks it, and the whole message is compared."""

from __future__ import annotations

import pickle
import re
import tomllib
from pathlib import Path

import pytest

from yoycompare.errors import MissingFileError, VocabularyError
from yoycompare.vocabulary import Vocabulary, load_vocabulary
from yoycompare.vocabulary.definitions import Term

UNIT = """
[[unit]]
id = "request"
zh = "件"
en = "requests"
printed = ["件"]
"""
APPLICANT = """
[[applicant]]
id = "total"
zh = "总计"
en = "all"
"""


def metric(name: str = "received", extra: str = "", unit: str = "request", kind: str = "flow") -> str:
    return f"""
[[metric]]
id = "{name}"
zh = "收到"
en = "received"
definition_zh = "收到的申请。"
definition_en = "Requests received."
kind = "{kind}"
unit = "{unit}"
polarity = "neutral"
{extra}
"""


def form(name: str = "one", order: int = 1, tables: str = "", extra: str = "") -> str:
    return f"""
[[form]]
id = "{name}"
zh = "表"
en = "form"
order = {order}
first_year = 2019
basis = "令"
{extra}
{tables}
"""


def table(layout: str = "list", columns: str = "[]", rows: str = "[]") -> str:
    return f"""
[[form.table]]
id = "t"
layout = "{layout}"
zh = "表"
en = "table"
columns = {columns}
rows = {rows}
"""


def ratio(numerator: str = "received", name: str = "rate") -> str:
    return f"""
[[ratio]]
id = "{name}"
zh = "率"
en = "rate"
definition_zh = "率。"
definition_en = "Rate."
numerator = ["{numerator}"]
denominator = ["received"]
applicants = "total"
polarity = "higher"
source = "test"
"""


def split(
    whole: str = "received", parts: str = '["received"]', forms: str = "[]", kind: str = "partition"
) -> str:
    return f"""
[[split]]
whole = "{whole}"
parts = {parts}
type = "{kind}"
axis = "origin"
forms = {forms}
applicants = "total"
"""


def account(flows: str = "received", opening: str = "") -> str:
    return f"""
[[account]]
id = "requests"
zh = "申请"
en = "requests"
{opening}
inflows = ["{flows}"]
outflows = ["received"]
closing = "received"
forms = ["one"]
applicants = "total"
"""


BASE = UNIT + APPLICANT + metric()


def load(folder: Path, content: str) -> Vocabulary:
    path = folder / "own.toml"
    path.write_text(content, encoding="utf-8")
    return load_vocabulary(path)


def message(folder: Path, content: str) -> str:
    """The message with which a file is refused."""
    with pytest.raises(VocabularyError) as raised:
        load(folder, content)
    return str(raised.value)


def test_smallest_vocabulary(tmp_path: Path) -> None:
    """One unit and one metric are a vocabulary, named after its file."""
    loaded = load(tmp_path, BASE)

    assert ("own", ["received"], {}, ()) == (loaded.name, list(loaded.metrics), loaded.forms, loaded.splits)
    assert {"received": frozenset()} == loaded.metric_to_forms


def test_folder(tmp_path: Path) -> None:
    """The files of a folder are one vocabulary; others than .toml are passed over."""
    (tmp_path / "a.toml").write_text(UNIT, encoding="utf-8")
    (tmp_path / "b.toml").write_text(metric(), encoding="utf-8")
    (tmp_path / "c.txt").write_text("not TOML", encoding="utf-8")

    assert (["received"], ["request"]) == (
        list(load_vocabulary(tmp_path).metrics),
        list(load_vocabulary(str(tmp_path)).units),
    )


def test_missing_path(tmp_path: Path) -> None:
    """A path that is not there is a missing file, to Python too."""
    path = tmp_path / "nowhere"
    with pytest.raises(MissingFileError) as raised:
        load_vocabulary(path)

    assert f"{path}: no such file or folder; check the path of the vocabulary" == str(raised.value)
    assert isinstance(raised.value, FileNotFoundError)


def test_empty_folder(tmp_path: Path) -> None:
    """A folder without TOML is no vocabulary."""
    with pytest.raises(VocabularyError) as raised:
        load_vocabulary(tmp_path)

    assert f"{tmp_path}: the folder holds no .toml file; name the folder of the vocabulary" == str(
        raised.value
    )
    assert isinstance(raised.value, ValueError)


def test_not_toml(tmp_path: Path) -> None:
    """What the TOML parser says is passed on, with the file."""
    with pytest.raises(tomllib.TOMLDecodeError) as wrong:
        tomllib.loads("[[metric]\n")

    assert f"own.toml: not valid TOML: {wrong.value}; mend the file" == message(tmp_path, "[[metric]\n")


def test_not_utf8(tmp_path: Path) -> None:
    """A file in another encoding is refused, not read as something else."""
    path = tmp_path / "own.toml"
    path.write_bytes('zh = "件"'.encode("gb18030"))
    with pytest.raises(VocabularyError) as raised:
        load_vocabulary(path)

    assert str(raised.value).startswith("own.toml: not valid TOML: 'utf-8' codec can't decode byte")
    assert str(raised.value).endswith("; mend the file")


ENTRIES = "unit, applicant, metric, split, account, ratio, level, statement, assertion, form"
METRIC_FIELDS = "comparability, definition_en, definition_zh, en, headline, id, kind, parent, polarity, stated_on, unit, zh"
LEVEL = '[[level]]\nid = "city"\nzh = "市"\nen = "city"\n'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[[metrics]]\n", f"own.toml: unknown entry [[metrics]]; use one of: {ENTRIES}"),
        ("[metric]\nid = 'a'\n", "own.toml: [metric] is one table; write [[metric]]"),
        ("metric = [1]\n", "own.toml, metric 1: expected a table, found 1; write the fields of the entry"),
        (
            metric(extra='colour = "red"'),
            f"own.toml, metric \"received\": unknown field 'colour'; use one of: {METRIC_FIELDS}",
        ),
        (
            UNIT.replace('en = "requests"\n', ""),
            "own.toml, unit \"request\": field 'en' is missing; add it",
        ),
        ("[[unit]]\n", "own.toml, unit 1: field 'id' is missing; add it"),
        (UNIT + UNIT, 'own.toml, unit "request": the entry is defined twice; keep one of them'),
        (BASE + split() + split(), "own.toml, split 2: the entry is defined twice; keep one of them"),
        (
            UNIT.replace('"件"\n', "5\n"),
            'own.toml, unit "request", zh: expected a text, found 5; put it in quotes',
        ),
        (
            UNIT.replace('["件"]', '"件"'),
            "own.toml, unit \"request\", printed: expected a list of texts, found '件'; put it in brackets",
        ),
        (
            UNIT.replace('["件"]', "[1]"),
            'own.toml, unit "request", printed: expected a text, found 1; put it in quotes',
        ),
        (
            metric(extra='headline = "yes"'),
            "own.toml, metric \"received\", headline: expected true or false, found 'yes'; write it without quotes",
        ),
        (
            form(extra='last_year = "2020"'),
            "own.toml, form \"one\", last_year: expected a whole number, found '2020'; write digits without quotes",
        ),
        (
            form(extra="last_year = true"),
            'own.toml, form "one", last_year: expected a whole number, found True; write digits without quotes',
        ),
        (
            metric(kind="flux"),
            "own.toml, metric \"received\", kind: unknown value 'flux'; "
            "use one of: flow, stock_start, stock_end, caseload, net_change, rate",
        ),
        (
            metric().replace('polarity = "neutral"', 'polarity = "up"'),
            "own.toml, metric \"received\", polarity: unknown value 'up'; use one of: higher, lower, neutral",
        ),
        (
            BASE + split(kind="sum"),
            "own.toml, split 1, type: unknown value 'sum'; use one of: partition, of_which, overlapping",
        ),
        (
            BASE + split().replace('applicants = "total"', 'applicants = "all"'),
            "own.toml, split 1, applicants: unknown value 'all'; use one of: each, total",
        ),
        (
            form(tables=table(layout="grid")),
            "own.toml, form \"one\", tables 1, layout: unknown value 'grid'; use one of: applicants, blocks, columns, list",
        ),
        (
            form(tables=table(rows="5")),
            'own.toml, form "one", tables 1, rows: expected a list of tables, found 5; put it in brackets',
        ),
        (
            form(tables=table(rows='[{ path = ["收到"] }]')),
            "own.toml, form \"one\", tables 1, rows 1: field 'metrics' is missing; add it",
        ),
        (
            form(tables=table(rows='[{ path = ["收到"], metrics = ["received"], aliases = ["收"] }]')),
            "own.toml, form \"one\", tables 1, rows 1, aliases: expected a list of texts, found '收'; put it in brackets",
        ),
        (
            form(tables=table(rows='[{ path = ["收到"], metrics = ["received"], aliases = "收" }]')),
            "own.toml, form \"one\", tables 1, rows 1, aliases: expected a list of paths, found '收'; put it in brackets",
        ),
        (
            BASE + ratio("received - closed"),
            "own.toml, ratio \"rate\", numerator: cannot read the term 'received - closed'; "
            "write [-]metric[applicant]@-lag",
        ),
        (
            BASE + ratio("received@1"),
            "own.toml, ratio \"rate\", numerator: cannot read the term 'received@1'; write [-]metric[applicant]@-lag",
        ),
        (
            metric(extra='comparability = "exact"'),
            "own.toml, metric \"received\", comparability: expected a table, found 'exact'; "
            'write { "form > form" = "exact" }',
        ),
        (
            metric(extra='comparability = { "one-two" = "exact" }'),
            "own.toml, metric \"received\", comparability: cannot read the pair 'one-two'; "
            'write "earlier form > later form"',
        ),
        (
            metric(extra='comparability = { "one > two" = "same" }'),
            "own.toml, metric \"received\", comparability: unknown value 'same'; use one of: exact, approximate, none",
        ),
        (
            LEVEL + "names = 1\n",
            'own.toml, level "city", names: expected a list of texts, found 1; put it in brackets',
        ),
    ],
)
def test_malformed_entry(tmp_path: Path, content: str, expected: str) -> None:
    """An entry that is malformed by itself: file, entry and field are named."""
    assert expected == message(tmp_path, content)


def test_bad_pattern(tmp_path: Path) -> None:
    """A wording that is no regular expression says why."""
    with pytest.raises(re.error) as wrong:
        re.compile("(收到")

    assert (
        f"own.toml, statement 1, before: not a regular expression: {wrong.value}; mend the pattern"
        == message(tmp_path, BASE + '[[statement]]\nmetric = "received"\nbefore = "(收到"\n')
    )


ROWS = '[{ path = ["收到"], metrics = ["received"] }]'
TWO_FORMS = form("one", 1, table(rows=ROWS)) + form("two", 2, table(rows=ROWS))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            UNIT + metric(unit="件"),
            "own.toml, metric \"received\": there is no unit '件'; define it or name another unit",
        ),
        (
            BASE.replace("polarity", 'parent = "handled"\npolarity'),
            "own.toml, metric \"received\": there is no metric 'handled'; define it or name another metric",
        ),
        (
            UNIT + metric(extra='stated_on = ["one"]'),
            "own.toml, metric \"received\": there is no form 'one'; define it or name another form",
        ),
        (
            UNIT + metric(extra='comparability = { "one > two" = "exact" }') + form("one"),
            "own.toml, metric \"received\": there is no form 'two'; define it or name another form",
        ),
        (
            BASE
            + APPLICANT.replace("total", "whole").replace('en = "all"', 'en = "all"\nparts = ["person"]'),
            "own.toml, applicant \"whole\": there is no applicant 'person'; define it or name another applicant",
        ),
        (
            BASE + split("handled"),
            "own.toml, split of \"handled\" by origin: there is no metric 'handled'; define it or name another metric",
        ),
        (
            BASE + split(parts='["received", "closed"]'),
            "own.toml, split of \"received\" by origin: there is no metric 'closed'; define it or name another metric",
        ),
        (
            BASE + split(forms='["one"]'),
            "own.toml, split of \"received\" by origin: there is no form 'one'; define it or name another form",
        ),
        (
            BASE + form() + account("closed"),
            "own.toml, account \"requests\": there is no metric 'closed'; define it or name another metric",
        ),
        (
            BASE + form() + account(opening='opening = "carried_in"'),
            "own.toml, account \"requests\": there is no metric 'carried_in'; define it or name another metric",
        ),
        (
            BASE + account(),
            "own.toml, account \"requests\": there is no form 'one'; define it or name another form",
        ),
        (
            BASE + ratio("closed"),
            "own.toml, ratio \"rate\": there is no metric 'closed'; define it or name another metric",
        ),
        (
            BASE + ratio("received[person]"),
            "own.toml, ratio \"rate\": there is no applicant 'person'; define it or name another applicant",
        ),
        (
            BASE + ratio(name="received"),
            'own.toml, ratio "received": a metric has the same id; rename the ratio',
        ),
        (
            BASE + '[[statement]]\nmetric = "closed"\nbefore = "办结"\n',
            "own.toml, statement \"办结\": there is no metric 'closed'; define it or name another metric",
        ),
        (
            BASE + form(tables=table("applicants", '[{ path = ["总计"] }]')),
            'own.toml, form "one", table "t": column \'总计\' names no known applicant; name one',
        ),
        (
            BASE + form(tables=table("applicants", '[{ path = ["法人", "企业"], applicant = "firm" }]')),
            'own.toml, form "one", table "t": column \'法人/企业\' names no known applicant; name one',
        ),
        (
            BASE + form(tables=table("columns", '[{ path = ["复议", "维持"], metric = "upheld" }]')),
            'own.toml, form "one", table "t": column \'复议/维持\' names no known metric; name one',
        ),
        (
            BASE + form(tables=table(rows='[{ path = ["办结"], metrics = ["closed"] }]')),
            "own.toml, form \"one\", table \"t\": row '办结' names the unknown metric 'closed'; define the metric",
        ),
        (
            BASE + form(tables=table(rows='[{ path = ["收到"], metrics = ["received", "received"] }]')),
            'own.toml, form "one", table "t": row \'收到\' names 2 metrics for 1 columns; name one for each',
        ),
        (
            BASE + form(tables=table("blocks", '[{ path = ["甲"] }, { path = ["乙"] }]', ROWS)),
            'own.toml, form "one", table "t": row \'收到\' names 1 metrics for 2 columns; name one for each',
        ),
        (
            BASE + form(tables=table(rows=f"[{ROWS[1:-1]}, {ROWS[1:-1]}]")),
            'own.toml, form "one", table "t": the path \'收到\' stands for two things; write whole paths',
        ),
        (
            BASE
            + metric("closed")
            + form(
                tables=table(
                    rows='[{ path = ["收到"], metrics = ["received"] }, '
                    '{ path = ["办结"], metrics = ["closed"], aliases = [["收到"]] }]'
                )
            ),
            'own.toml, form "one", table "t": the path \'收到\' stands for two things; write whole paths',
        ),
        (
            BASE
            + form(
                tables=table(rows='[{ path = ["收到"], metrics = ["received"] }]').replace(
                    "rows =", 'lines = [{ label = "一、申请", classifier = "件" }]\nrows =', 1
                )
            ),
            'own.toml, form "one", table "t": its lines do not print each metric of its rows once; list the whole form',
        ),
        (
            BASE + TWO_FORMS,
            'own.toml, metric "received": it does not say how one compares with two; '
            'add comparability "one > two"',
        ),
    ],
)
def test_entries_that_do_not_fit_together(tmp_path: Path, content: str, expected: str) -> None:
    """A reference to what is not there, a path of two meanings, a silence about comparability."""
    assert expected == message(tmp_path, content)


def test_paths_that_only_look_different(tmp_path: Path) -> None:
    """Numbering and spaces do not tell two rows apart when a page is read: so they do not in the file."""
    rows = '[{ path = ["1.其他"], metrics = ["received"] }, { path = ["2.其 他"], metrics = ["closed"] }]'

    with pytest.raises(VocabularyError):
        load(
            tmp_path,
            BASE
            + metric("closed")
            + form(tables=table("applicants", '[{ path = ["总计"], applicant = "total" }]', rows)),
        )


def test_duplicate_over_two_files(tmp_path: Path) -> None:
    """The second file is blamed, in the order of names."""
    (tmp_path / "a.toml").write_text(BASE, encoding="utf-8")
    (tmp_path / "b.toml").write_text(metric(), encoding="utf-8")

    with pytest.raises(VocabularyError) as raised:
        load_vocabulary(tmp_path)

    assert 'b.toml, metric "received": the entry is defined twice; keep one of them' == str(raised.value)


def test_comparability_is_needed_for_neighbours_only(tmp_path: Path) -> None:
    """A metric that the form in between does not know need not say anything."""
    three = form("one", 1, table(rows=ROWS)) + form("two", 2) + form("three", 3, table(rows=ROWS))

    assert ["one", "two", "three"] == list(load(tmp_path, BASE + three).forms)


def test_forms_are_ordered_by_their_order(tmp_path: Path) -> None:
    """The order of forms is stated, not that of the file."""
    assert ["one", "two"] == list(load(tmp_path, BASE + form("two", 2) + form("one", 1)).forms)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("received", Term(metric="received")),
        ("-received", Term(metric="received", sign=-1)),
        ("received[total]", Term(metric="received", applicant="total")),
        ("received@-1", Term(metric="received", lag=1)),
        ("-received[total]@-2", Term(metric="received", sign=-1, applicant="total", lag=2)),
    ],
)
def test_terms(tmp_path: Path, text: str, term: Term) -> None:
    """Sign, metric, applicant and lag of an operand."""
    assert (term,) == load(tmp_path, BASE + ratio(text)).ratios["rate"].numerator


def test_errors_can_be_pickled(tmp_path: Path) -> None:
    """An error keeps its parts on the way between processes."""
    with pytest.raises(VocabularyError) as raised:
        load(tmp_path, "[[unit]]\n")
    copy = pickle.loads(pickle.dumps(raised.value))  # noqa: S301 - made here

    assert (VocabularyError, "own.toml, unit 1", "field 'id' is missing", "add it", str(raised.value)) == (
        type(copy),
        copy.where,
        copy.problem,
        copy.advice,
        str(copy),
    )
