"""The command line as a user types it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import jsonschema
import polars as pl
import pytest

import yoycompare as yoy
from yoycompare.commands import main
from yoycompare.commands.chart import OF_COMPARISON, OF_PANEL
from yoycompare.commands.subcommands import CHARTS
from yoycompare.synthetic import random_reports

FIRST = "某某市2023年政府信息公开工作年度报告\n全市共收到政府信息公开申请10件。\n"
SECOND = "某某市2024年政府信息公开工作年度报告\n全市共收到政府信息公开申请12件，上年结转3件。\n"


@pytest.fixture
def reports(tmp_path: Path) -> list[str]:
    """Two reports of one body."""
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def test_read_prints_each_observation(reports, capsys):
    """A table with metric, applicant, value, status, source, print and place."""
    assert 0 == main(["read", reports[0]])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    expected = "requests.received total 10 request reported prose 10件 characters 34-37"
    assert expected.split() in lines


def test_read_json_is_of_the_shipped_schema(reports, tmp_path, capsys):
    """The JSON validates, lists what failed, and is the same as in Python."""
    assert 0 == main(["read", *reports, str(tmp_path / "none.html"), "--format", "json"])
    printed = capsys.readouterr()
    content = json.loads(printed.out)
    schema = Path(yoy.__file__).parent / "schemas" / "reports.schema.json"
    jsonschema.validate(content, json.loads(schema.read_text(encoding="utf-8")))
    assert [2023, 2024] == [report["year"] for report in content["reports"]]
    missing = str(tmp_path / "none.html")
    assert [{"file": missing, "reason": "no such file; check the path"}] == content["failed"]
    assert f"yoycompare: {missing}: no such file; check the path\n" == printed.err
    found = content["reports"][0]["observations"][0]
    assert (10, {"start": 34, "end": 37, "text": "characters 34-37"}) == (found["value"], found["place"])


def test_read_from_standard_input(monkeypatch, capsys):
    """A dash stands for standard input."""
    stream = io.TextIOWrapper(io.BytesIO(FIRST.encode()))
    monkeypatch.setattr("sys.stdin", stream)
    assert 0 == main(["read", "-", "--format", "csv"])
    assert "requests.received" == pl.read_csv(io.StringIO(capsys.readouterr().out))["metric"][0]


def test_read_an_archive_from_standard_input(monkeypatch, capsys):
    """Standard input may be an archive; what is skipped is one line, however many they are."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("x.css", "a{}"), ("y.css", "a{}")):
            archive.writestr(name, text)
    stream = io.TextIOWrapper(io.BytesIO(packed.getvalue()))
    monkeypatch.setattr("sys.stdin", stream)
    assert 0 == main(["read", "-", "--format", "json", "--processes", "2"])
    printed = capsys.readouterr()
    content = json.loads(printed.out)
    assert ["<stream>/a.txt", "<stream>/b.txt"] == [report["file"] for report in content["reports"]]
    assert ["<stream>/x.css", "<stream>/y.css"] == [failure["file"] for failure in content["failed"]]
    reason = "a part of a saved page is no report; name the file itself to read it (2 files skipped)"
    assert f"yoycompare: <stream>/x.css: {reason}\n" == printed.err


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_read_writes_a_file_whole(reports, tmp_path, suffix):
    """The frame in the file is that of the observations, with the name of the file read."""
    target = tmp_path / f"out.{suffix}"
    assert 0 == main(["read", *reports, "--format", suffix, "-o", str(target)])
    frame = pl.read_csv(target) if suffix == "csv" else pl.read_parquet(target)
    assert reports == frame["file"].unique(maintain_order=True).to_list()
    assert ["a.txt", "b.txt", target.name] == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["read", "{none}"], "yoycompare: {none}: no such file; check the path"),
        (["compare", "{none}"], "yoycompare: {none}: no such file; check the path"),
        (["read", "{empty}"], "yoycompare: {empty}: the file is empty; save the report again"),
        (["read", "{folder}"], "yoycompare: {folder}: there is no file; name a folder with reports"),
        (
            ["read", "{other}"],
            "yoycompare: {other}: no table and no sentence of an annual report was found; "
            "check that this is the report itself",
        ),
        (
            ["read", "{picture}"],
            "yoycompare: {picture}: a picture cannot be read; a picture holds no text; save the page itself",
        ),
        (
            ["read", "{good}", "--format", "csv", "-o", "{none}/x.csv"],
            "yoycompare: {none}/x.csv: it cannot be written (No such file or directory); "
            "name a folder that exists and is yours to write",
        ),
        (
            ["read", "{good}", "-o", "{good}"],
            "yoycompare: {good}: it is one of the files to read; name another file",
        ),
        (
            ["read", "{broken}"],
            "yoycompare: {broken}: this is no Office file, or it is cut short; download or save it again",
        ),
        (
            ["read", "{good}", "--format", "parquet"],
            "yoycompare: standard output: Parquet is binary; name a file with -o OUT",
        ),
        (
            ["read", "{good}", "--limit", "pagse=3"],
            "yoycompare: --limit pagse: there is no such limit; use one of: file_bytes, total_bytes, members, "
            "characters, cells, elements, nesting, pages, drawn_objects, stream_bytes",
        ),
        (
            ["read", "{good}", "--limit", "characters=3"],
            f"yoycompare: {{good}}: it has {len(FIRST)} characters; "
            "if you trust the file, raise the limit characters, now 3",
        ),
        (
            ["chart", "trend", "{good}", "-o", "x.png"],
            "yoycompare: trend: it shows one metric; name it with -m, such as -m requests.received",
        ),
        (
            ["compare", "{good}", "-m", "requests.recieved"],
            "yoycompare: requests.recieved: no metric or ratio of the vocabulary 'gid'; "
            "did you mean requests.received or requests.replies or requests.closed?",
        ),
    ],
)
def test_bad_input_is_one_line(arguments, message, tmp_path, capsys):
    """One line that names what, where and what to do; exit status 2; nothing on standard output."""
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "other.html").write_text("<p>天气晴。</p>", encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "good.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "r.zip").write_bytes(b"PK\x03\x04")
    names = {
        "none": tmp_path / "none",
        "empty": tmp_path / "empty.html",
        "other": tmp_path / "other.html",
        "picture": tmp_path / "a.png",
        "good": tmp_path / "good.txt",
        "folder": tmp_path / "folder",
        "broken": tmp_path / "r.zip",
    }
    before = sorted(path.name for path in tmp_path.iterdir())
    assert 2 == main([argument.format(**names) for argument in arguments])
    printed = capsys.readouterr()
    assert ("", message.format(**names) + "\n") == (printed.out, printed.err)
    assert before == sorted(path.name for path in tmp_path.iterdir())


def test_arguments_that_are_off(capsys):
    """A wrong argument is one line too."""
    with pytest.raises(SystemExit) as ended:
        main(["read"])
    assert 2 == ended.value.code
    expected = "yoycompare read: the following arguments are required: FILE; see yoycompare read --help\n"
    assert expected == capsys.readouterr().err


def test_number_of_processes_that_is_none(reports, capsys):
    """Reading needs at least one process."""
    with pytest.raises(SystemExit):
        main(["read", *reports, "--processes", "0"])
    expected = (
        "yoycompare read: argument --processes: '0' is no number from 1 up; see yoycompare read --help\n"
    )
    assert expected == capsys.readouterr().err


def test_compare_prints_changes(reports, capsys):
    """Change and percent of the year before; the year before the first is linked."""
    assert 0 == main(["compare", *reports, "--base", "2023", "--year", "2024"])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["requests", "received", "10", "12", "+2", "+20.0", "%", "120.0"] in lines


def test_compare_prints_the_years_in_order(tmp_path, capsys):
    """The year of which only a linked stock is known stands first; below the tables, what their reasons mean."""
    for year, text in ((2023, "上年结转2件，"), (2024, "")):
        title = f"某某市{year}年政府信息公开工作年度报告\n"
        (tmp_path / f"{year}.txt").write_text(f"{title}{text}收到申请9件。\n", encoding="utf-8")
    assert 0 == main(["compare", str(tmp_path / "2023.txt"), str(tmp_path / "2024.txt")])
    lines = capsys.readouterr().out.splitlines()
    assert ["2021 → 2022", "2022 → 2023", "2023 → 2024"] == [
        line.removeprefix("某某市 ").partition("  ")[0] for line in lines if "(index: 2019 = 100)" in line
    ]
    assert [
        "missing: the value, or that of the year before, is not there",
        "no_base: the change is there, but no index: the base year has no value; choose another with --base",
    ] == lines[-2:]


def test_compare_json(reports, capsys):
    """Rows of the comparison, with the linked stock of the year before."""
    assert 0 == main(["compare", *reports, "--format", "json", "-m", "requests.carried_out"])
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [(2023, 3.0, "linked", 2024)] == [
        (row["year"], row["value"], row["source"], row["vintage"]) for row in rows
    ]


def test_chart_is_written(reports, tmp_path, capsys):
    """The chart is written and its path printed."""
    target = tmp_path / "trend.svg"
    assert 0 == main(["chart", "trend", *reports, "-m", "requests.received", "-o", str(target)])
    assert f"{target}\n" == capsys.readouterr().out
    assert target.read_text(encoding="utf-8").startswith("<?xml")


def test_demo(tmp_path, capsys):
    """Both comparisons are printed, six charts written as PNG and SVG, the folder named."""
    assert 0 == main(["demo", "-o", str(tmp_path / "charts"), "--lang", "en"])
    output = capsys.readouterr().out
    lines = [line.split() for line in output.splitlines()]
    assert ["requests", "carried", "out", "552", "1,087", "+535", "+96.9", "%", "100.0"] in lines
    assert ["requests", "received", "3,511", "3,525", "+14", "+0.40", "%", "100.4"] in lines
    kinds = ("bridge", "index", "trend")
    expected = [
        f"{name}-{kind}.{suffix}"
        for name in ("suqian", "zhejiang")
        for kind in kinds
        for suffix in ("png", "svg")
    ]
    assert expected == sorted(path.name for path in (tmp_path / "charts").iterdir())
    assert output.endswith(f"charts: {tmp_path / 'charts'}\n")


def test_demo_needs_a_folder(tmp_path, capsys):
    """A file in the place of the folder is named."""
    (tmp_path / "charts").write_text("x", encoding="utf-8")
    assert 2 == main(["demo", "-o", str(tmp_path / "charts")])
    expected = (
        f"yoycompare: {tmp_path / 'charts'}: the folder cannot be made (File exists); name another with -o\n"
    )
    assert expected == capsys.readouterr().err


def test_help_names_every_command(capsys):
    """`--help` ends well and names the commands."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    text = capsys.readouterr().out
    assert (0, []) == (
        ended.value.code,
        [name for name in ("read", "compare", "chart", "demo") if name not in text],
    )


def test_check_lists_what_is_contradicted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report of the year before is found among the files; a contradicted sentence gives status 1."""
    for year, text in ((2023, "收到申请12件。"), (2024, "收到申请13件，同比增长9%。")):
        title = f"某某市{year}年政府信息公开工作年度报告\n"
        (tmp_path / f"{year}.txt").write_text(title + text, encoding="utf-8")

    assert 1 == main(["check", str(tmp_path / "2023.txt"), str(tmp_path / "2024.txt")])
    printed = capsys.readouterr().out
    assert printed.startswith("2 reports, 1 error, 0 warnings and notes, ")
    assert "claims/change/requests.received/total" in printed
    assert "the figures give 13 against requests received 12 of 2023: +8.3333%" in printed

    assert 1 == main(["check", str(tmp_path / "2023.txt"), str(tmp_path / "2024.txt"), "--lang", "zh"])
    assert (
        "新收申请：正文“13件，同比增长9%”，按数字为13，2023年新收申请12：+8.3333%" in capsys.readouterr().out
    )


def test_check_of_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row that does not add up is listed with both sides, and gives status 1."""
    labels = ["", *"自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计".split()]
    row = ["一、本年新收政府信息公开申请数量", *"5 1 0 0 0 0 7".split()]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in (labels, row))
    file = tmp_path / "2024.html"
    file.write_text(f"<h1>某某市2024年政府信息公开工作年度报告</h1><table>{cells}</table>", encoding="utf-8")

    assert 1 == main(["check", str(file)])
    printed = capsys.readouterr().out
    assert "rows/requests.received/total" in printed
    assert 1 == main(["check", str(file), "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    failing = [row for row in findings if (row["outcome"], row["severity"]) == ("fails", "error")]
    assert [("rows/requests.received/total", 7.0, 6.0, str(file))] == [
        (row["check"], row["left"], row["right"], row["file"]) for row in failing
    ]


def test_check_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each claim with its verdict, and status 0 where nothing is contradicted."""
    file = tmp_path / "2024.txt"
    file.write_text("某某市2024年政府信息公开工作年度报告\n收到申请12件，同比增长9%。", encoding="utf-8")

    assert 0 == main(["check", str(file), "--format", "json"])
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert [("count", "cannot be checked"), ("change", "cannot be checked")] == [
        (claim["kind"], claim["verdict"]) for claim in report["claims"]
    ]
    assert "the report of 2023 is not given; it implies 11 for that year" == report["claims"][1]["reason"]


def test_check_with_the_report_of_another_body(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what is wrong and what to do."""
    for name, entity in (("a", "某某市"), ("b", "某某县")):
        text = f"{entity}{2023 + (name == 'a')}年政府信息公开工作年度报告\n收到申请12件。"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")

    assert 2 == main(["check", str(tmp_path / "a.txt"), "--previous", str(tmp_path / "b.txt")])
    assert (
        f"yoycompare: {tmp_path / 'b.txt'}: it is the report of 某某县, not of 某某市; "
        "pass entity=... (--entity) where the name changed\n" == capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("json", "{"),
        ("sarif", "{"),
        ("junit", "<?xml"),
        ("markdown", "## 某某市 2024"),
        ("html", "<!doctype html>"),
    ],
)
def test_check_for_other_tools(
    form: str, start: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each format is written whole, to standard output or to a file."""
    file, output = tmp_path / "2024.txt", tmp_path / "out"
    file.write_text("某某市2024年政府信息公开工作年度报告\n收到申请12件，同比增长9%。", encoding="utf-8")

    assert 0 == main(["check", str(file), "--format", form])
    printed = capsys.readouterr().out
    assert printed.startswith(start)
    assert 0 == main(["check", str(file), "--format", form, "-o", str(output)])
    assert printed == output.read_text(encoding="utf-8")


def test_check_with_waivers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A waived error gives status 0 and is counted; a waiver of nothing is told."""
    for year, text in ((2023, "收到申请12件。"), (2024, "收到申请13件，同比增长9%。")):
        title = f"某某市{year}年政府信息公开工作年度报告\n"
        (tmp_path / f"{year}.txt").write_text(title + text, encoding="utf-8")
    files = [str(tmp_path / "2023.txt"), str(tmp_path / "2024.txt")]
    assert 1 == main(["check", *files, "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    (fingerprint,) = [row["fingerprint"] for row in findings if row["outcome"] == "fails"]
    waivers = tmp_path / "waivers.toml"
    entries = ((fingerprint, "agreed"), ("0" * 16, "gone"))
    waivers.write_text(
        "".join(f'[[waiver]]\nfingerprint = "{known}"\nreason = "{why}"\n' for known, why in entries), "utf-8"
    )

    assert 0 == main(["check", *files, "--waivers", str(waivers)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(", 1 waived")
    assert f"waiver {'0' * 16} has lapsed: no finding has it (gone)" == lines[-1]


def test_chart_of_coverage(tmp_path: Path, reports: list[str]) -> None:
    """Needs no comparison."""
    output = tmp_path / "coverage.png"
    assert 0 == main(["chart", "coverage", *reports, "-o", str(output)])
    assert output.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", [*OF_COMPARISON, *OF_PANEL])
def test_every_chart_is_drawn(kind: str, tmp_path: Path) -> None:
    """From the files of one body, or of six where it is held against others, each kind of chart is a picture."""
    files = []
    among = kind in ("bump", "peers")
    for number, report in enumerate(random_reports(3, bodies=6 if among else 1)):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(report.to_bytes("html"))
    metrics = {"funnel": ["requests.received", "requests.closed"], "index": [], "changes": [], "bridge": []}
    metrics |= {key: ["requests.closed"] for key in ("contributions", "composition")}
    options = [part for metric in metrics.get(kind, ["requests.received"]) for part in ("-m", metric)]
    options += ["--entity", report.entity] if kind == "peers" else []
    output = tmp_path / "chart.png"

    assert 0 == main(["chart", kind, *map(str, files), *options, "-o", str(output)])
    assert output.read_bytes().startswith(b"\x89PNG")
    assert kind in CHARTS


def test_a_chart_without_its_metric(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what to add, before files are read."""
    assert 2 == main(["chart", "tiers", str(tmp_path / "none.html"), "-o", str(tmp_path / "a.png")])
    expected = "yoycompare: tiers: it shows one metric; name it with -m, such as -m requests.received\n"
    assert expected == capsys.readouterr().err
