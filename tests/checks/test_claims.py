"""Claims beside figures: supported, under a reading, contradicted, or not to be checked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import read_page, write_page

from yoycompare.checks import Judgement, judge_claims
from yoycompare.errors import CheckError
from yoycompare.reports import Report, read_report
from yoycompare.reports.report import ClaimKind

SUPPORTED, UNDER, AGAINST, OPEN = (
    "supported",
    "supported under a reading",
    "contradicted",
    "cannot be checked",
)
Said = tuple[str, str, list[str]]  # kind, verdict, readings


def report_of(text: str, year: int = 2024) -> Report:
    return read_page(f"某某市{year}年政府信息公开工作年度报告\n{text}")


def judged(text: str, before: str | None = None) -> list[Judgement]:
    previous = report_of(before, 2023) if before is not None else None
    return list(judge_claims(report_of(text), previous))


def said(judgement: Judgement) -> Said:
    return (
        str(judgement.claim.kind),
        str(judgement.verdict),
        [f"{reading.kind}: {reading.formula}" for reading in judgement.readings],
    )


def of_kind(kind: str, text: str, before: str | None = None) -> Judgement:
    """The one claim of a kind."""
    (found,) = [item for item in judged(text, before) if item.claim.kind == kind]
    return found


def real(file: Path, kind: ClaimKind, previous: Report | None = None) -> list[Judgement]:
    report = read_report(file)
    return [item for item in judge_claims(report, previous) if item.claim.kind is kind]


# --- reports that do not add up ---


def test_suqian_counts_without_what_is_pending(real_reports: Path) -> None:
    """134 and 57 of the text are 170 and 77 of the table without 36 and 20 that are not concluded."""
    readings = {
        item.claim.text: said(item)[1:]
        for item in real(real_reports / "suqian-2024.html", ClaimKind.COUNT)
        if str(item.verdict) == UNDER
    }

    assert {
        "134件": (UNDER, ["total less pending: review.total 170 - review.pending 36 = 134"]),
        "57件": (UNDER, ["total less pending: litigation.total 77 - litigation.pending 20 = 57"]),
    } == readings


def test_suqian_change_that_no_base_gives(real_reports: Path) -> None:
    """+1.05 % follows from no figure of the two years."""
    previous = read_report(real_reports / "suqian-2023.html")
    (change,) = real(real_reports / "suqian-2024.html", ClaimKind.CHANGE, previous)

    assert (
        AGAINST,
        [],
        "no base gives it: 3646 against requests.handled 3607 of 2023: +1.0812%",
    ) == (*said(change)[1:], change.reason)


def test_shanghai_cells_and_shares(real_reports: Path) -> None:
    """258 is one cell, 265 one row; 33.9 % fits nothing, 4.34 % is cut short; "all upheld" leaves out what is pending."""
    counts = [said(item) for item in real(real_reports / "shanghai-office-2019.html", ClaimKind.COUNT)]
    shares = {
        item.claim.text[-5:].strip("占"): said(item)[1]
        for item in real(real_reports / "shanghai-office-2019.html", ClaimKind.SHARE)
    }
    upheld = [said(item)[1:] for item in real(real_reports / "shanghai-office-2019.html", ClaimKind.ALL)]

    assert [
        ("count", UNDER, ["one cell of the group: requests.outcome.granted[natural_person] 258"]),
        ("count", UNDER, ["a row of the group: requests.outcome.unavailable.not_held 265"]),
    ] == [item for item in counts if item[1] == UNDER]
    assert {"33.9%": AGAINST, "4.34%": UNDER, "32.9%": SUPPORTED, "19.6%": SUPPORTED} == shares
    assert [
        (UNDER, ["total less pending: review.total 7 - review.pending 2 = 5"]),
        (UNDER, ["total less pending: litigation.total 9 - litigation.pending 1 = 8"]),
    ] == upheld


def test_shanghai_outcomes_that_do_not_sum(real_reports: Path) -> None:
    """258 + 35 + 265 + 158 + 0 is 716, not 805; what was answered and carried out is what came in."""
    sums = {
        said(item)[1]: item.formula
        for item in real(real_reports / "shanghai-office-2019.html", ClaimKind.SUM)
    }

    assert {AGAINST: "258 + 35 + 265 + 158 + 0 = 716", SUPPORTED: "805 + 72 = 877"} == sums


def test_zhejiang_shares_have_one_base(real_reports: Path) -> None:
    """All six shares are of what was received and carried in, and of nothing else."""
    shares = real(real_reports / "zhejiang-2019.txt", ClaimKind.SHARE)

    assert [SUPPORTED] * 6 == [said(item)[1] for item in shares]
    assert {"requests.handled 30657"} == {item.formula.split(" / ")[1].split(" = ")[0] for item in shares}


def test_shares_that_are_cut_short() -> None:
    """45.38 % printed as 45.3 %, 0.77 % as 0.7 %, beside one that is rounded (Gaochun 2022)."""
    text = "受理申请130件。其中，予以公开59件，占45.3%；不予公开1件，占0.7%；无法提供32件，占24.6%。"
    shares = [item for item in judged(text) if item.claim.kind is ClaimKind.SHARE]

    assert [
        ("share", UNDER, ["truncated, not rounded: 59 / requests.received 130 = 45.3846%"]),
        ("share", UNDER, ["truncated, not rounded: 1 / requests.received 130 = 0.7692%"]),
        ("share", SUPPORTED, []),
    ] == [said(item) for item in shares]


def test_caseload_that_came_in_less() -> None:
    """新收78 and 上年3 are 81, answered 75 and carried out 3 are 78 (Qiaokou 2025)."""
    judgement = of_kind("sum", "新收政府信息公开申请78件，结转上年度3件，答复申请75件，结转下年度3件。")

    assert (AGAINST, "the parts come to 78, the whole is 81") == (str(judgement.verdict), judgement.reason)


def test_change_from_a_figure_of_another_meaning() -> None:
    """The year before prints a caseload only, and the change is not that from it either (Jiaxing 2024)."""
    judgement = of_kind("change", "受理申请5147件，比上年增长23%。", "收办政府信息公开申请4237件。")

    assert (OPEN, "the report of 2023 gives no figure of requests.received to compare with") == (
        str(judgement.verdict),
        judgement.reason,
    )


# --- counts and their readings ---


@pytest.mark.parametrize(
    ("stated", "verdict", "readings"),
    [
        ("40件", SUPPORTED, []),
        ("30余件", SUPPORTED, []),
        ("超过50件", AGAINST, []),
        ("25件", UNDER, ["another applicant: requests.received[natural_person] 25"]),
        ("44件", UNDER, ["received plus carried in: requests.handled 44"]),
        ("33件", UNDER, ["the figure of last year: requests.received of 2022 33"]),
        ("39件", AGAINST, []),
    ],
)
def test_readings_of_a_count(stated: str, verdict: str, readings: list[str]) -> None:
    """Another column, another row, another year: each named with its figure; none where none fits."""
    cells = {
        ("requests.received", "natural_person"): "25",
        ("requests.received", "business"): "15",
        ("requests.received", "total"): "40",
        ("requests.carried_in", "natural_person"): "4",
        ("requests.carried_in", "total"): "4",
    }
    page = write_page("gid-2021", cells, prose=f"新收政府信息公开申请{stated}。")
    report, previous = read_page(page), report_of("新收政府信息公开申请33件。", 2022)
    (count,) = [item for item in judge_claims(report, previous) if item.claim.kind is ClaimKind.COUNT]

    assert ("count", verdict, readings) == said(count)
    assert Decimal(40) == count.expected
    assert count.places


def test_several_readings_are_ambiguous() -> None:
    """Two cells print the number: which one was copied cannot be said."""
    cells = {
        ("requests.received", "natural_person"): "20",
        ("requests.received", "business"): "20",
        ("requests.received", "total"): "40",
    }
    report = read_page(write_page("gid-2021", cells, prose="新收政府信息公开申请20件。"))
    (count,) = [item for item in judge_claims(report) if item.claim.kind is ClaimKind.COUNT]

    assert count.is_ambiguous
    assert [
        "another applicant: requests.received[natural_person] 20",
        "another applicant: requests.received[business] 20",
    ] == said(count)[2][:2]


def test_count_that_is_cut_to_ten_thousands() -> None:
    """1.2万 is 12,960 cut short, not rounded."""
    cells = {("requests.received", "total"): "12960"}
    report = read_page(write_page("gid-2021", cells, prose="新收政府信息公开申请1.2万件。"))
    (count,) = [item for item in judge_claims(report) if item.claim.kind is ClaimKind.COUNT]

    assert ("count", UNDER, ["truncated, not rounded: 1.2万件 is 12960 cut short"]) == said(count)


# --- changes ---


@pytest.mark.parametrize(
    ("kind", "text", "verdict", "formula"),
    [
        (
            "change",
            "收到申请24件，同比增长100%。",
            SUPPORTED,
            "24 against requests.received 12 of 2023: +100%",
        ),
        ("change", "收到申请9件，较去年回落25%。", SUPPORTED, "9 against requests.received 12 of 2023: -25%"),
        ("change", "收到申请9件，同比增长25%。", AGAINST, "9 against requests.received 12 of 2023: -25%"),
        (
            "change",
            "收到申请13件，同比增长8.3%。",
            SUPPORTED,
            "13 against requests.received 12 of 2023: +8.3333%",
        ),
        (
            "difference",
            "收到申请20件，比上年增加8件。",
            SUPPORTED,
            "20 against requests.received 12 of 2023: +8",
        ),
        (
            "difference",
            "收到申请20件，比上年减少8件。",
            AGAINST,
            "20 against requests.received 12 of 2023: +8",
        ),
        ("equal", "收到申请12件，与上年持平。", SUPPORTED, "12 against requests.received 12 of 2023: 0"),
        ("equal", "收到申请13件，与上年持平。", AGAINST, "13 against requests.received 12 of 2023: +1"),
        (
            "multiple",
            "收到申请36件，是上年的3倍。",
            SUPPORTED,
            "36 against requests.received 12 of 2023: 3 times",
        ),
        (
            "multiple",
            "收到申请36件，同比增长2倍。",
            SUPPORTED,
            "36 against requests.received 12 of 2023: 3 times",
        ),
        (
            "multiple",
            "收到申请24件，同比翻番。",
            SUPPORTED,
            "24 against requests.received 12 of 2023: 2 times",
        ),
        (
            "multiple",
            "收到申请18件，同比翻番。",
            AGAINST,
            "18 against requests.received 12 of 2023: 1.5 times",
        ),
    ],
)
def test_change(kind: str, text: str, verdict: str, formula: str) -> None:
    """Rates, differences and multiples against twelve requests of the year before."""
    judgement = of_kind(kind, text, "收到申请12件。")

    assert (verdict, formula) == (str(judgement.verdict), judgement.formula)


def test_second_change_of_a_figure() -> None:
    """减少3件，下降20%: the second is of the same figure."""
    text, before = "收到申请12件，较上年减少3件，下降20%。", "收到申请15件。"

    assert [("difference", SUPPORTED), ("change", SUPPORTED)] == [
        said(item)[:2] for item in judged(text, before) if item.claim.kind is not ClaimKind.COUNT
    ]


def test_changes_of_several_figures_together() -> None:
    """分别下降20%和持平 is not given to the figure that stands next to it."""
    change = of_kind(
        "change", "行政复议12件，行政诉讼5件，同比分别下降20%和持平。", "行政复议15件，行政诉讼5件。"
    )

    assert (OPEN, "it does not say which figure changed") == (str(change.verdict), change.reason)


def test_share_of_a_count_without_a_metric() -> None:
    """公民40件 is no count of the vocabulary; its share is of the one before it, not that one's of itself."""
    share = of_kind("share", "收到申请45件，其中：公民40件，占88.9%。")

    assert (SUPPORTED, "40 / requests.received 45 = 88.8888%") == (str(share.verdict), share.formula)


def test_change_of_a_count_without_a_metric() -> None:
    """The change is of the count right before it, though it is none of the vocabulary."""
    change = of_kind("change", "收到申请45件，发布信息8000条，同比增长5%。", "收到申请45件。")

    assert (OPEN, "it does not say which figure changed") == (str(change.verdict), change.reason)


def test_share_of_something_else() -> None:
    """What a body has of the nation's requests no report of its own says."""
    share = of_kind("share", "答复申请50件，其中予以公开25件，占全国的5%。")

    assert (OPEN, "it does not say which figure of the report it is a share of") == (
        str(share.verdict),
        share.reason,
    )


def test_rate_of_something_else() -> None:
    """An 办结率 of a hotline is no claim about requests."""
    claims = [str(item.claim.kind) for item in judged("收到申请5件。热线受理诉求1.5万件，办结率99.9%。")]

    assert ["count"] == claims


def test_first_time() -> None:
    """零的突破 needs a year of nothing before it."""
    text = "收到申请5件，实现零的突破。"

    assert SUPPORTED == str(of_kind("first", text, "收到申请0件。").verdict)
    assert AGAINST == str(of_kind("first", text, "收到申请3件。").verdict)


def test_change_without_the_year_before() -> None:
    """What the year before must have been is said; that it cannot be checked too."""
    judgement = of_kind("change", "收到申请859件，申请数量较去年回落12.3%。")

    assert (OPEN, "the report of 2023 is not given; it implies 979 to 980 for that year") == (
        str(judgement.verdict),
        judgement.reason,
    )


def test_points_of_a_rate() -> None:
    """A rate that rose from 50 % to 60 % rose by ten points, not by twenty."""
    now = "答复申请50件，其中予以公开及部分公开30件。公开率60%，同比提高{}个百分点。"
    before = "答复申请40件，其中予以公开及部分公开20件。"

    assert SUPPORTED == str(of_kind("points", now.format("10.0"), before).verdict)
    assert AGAINST == str(of_kind("points", now.format("20.0"), before).verdict)
    assert SUPPORTED == str(of_kind("rate", now.format("10.0"), before).verdict)


# --- words ---


@pytest.mark.parametrize(
    ("kind", "text", "verdict"),
    [
        ("none", "收到申请0件，即未收到政府信息公开申请。", SUPPORTED),
        ("none", "收到申请3件。未收到政府信息公开申请。", AGAINST),
        ("none", "收到申请3件。未发生行政复议。", OPEN),
        ("all", "收到申请3件。行政复议5件，其中维持5件，均获维持。", SUPPORTED),
        ("all", "收到申请3件。行政复议5件，其中维持3件、尚未审结2件，均获维持。", UNDER),
        ("all", "收到申请3件。行政复议5件，其中维持3件、纠正2件，均获维持。", AGAINST),
        ("all", "收到申请3件。行政复议5件，均获维持。", OPEN),
    ],
)
def test_words_for_none_and_all(kind: str, text: str, verdict: str) -> None:
    """None and all, as far as figures are known."""
    assert verdict == str(of_kind(kind, text).verdict)


# --- properties and bad input ---


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_true_change_is_supported(now: int, before: int) -> None:
    """A change that is rounded as print rounds it holds, whatever the figures."""
    change = Decimal(now - before) * 100 / before
    word = "增长" if change >= 0 else "下降"
    judgement = of_kind("change", f"收到申请{now}件，同比{word}{abs(change):.2f}%。", f"收到申请{before}件。")

    assert SUPPORTED == str(judgement.verdict)


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_true_share_is_supported(whole: int, part: int) -> None:
    """A share that is rounded as print rounds it holds; one that is two units off does not."""
    part = min(part, whole)
    share = Decimal(part) * 100 / whole
    text = "答复申请{}件，其中予以公开{}件，占{:.1f}%。"

    assert SUPPORTED == str(of_kind("share", text.format(whole, part, share)).verdict)
    assert AGAINST == str(of_kind("share", text.format(whole, part, share + Decimal("0.3"))).verdict)


@pytest.mark.parametrize(
    ("previous", "message"),
    [
        (
            "某某县2023年政府信息公开工作年度报告\n收到申请1件。",
            "<bytes>: it is the report of 某某县, not of 某某市; pass entity=... (--entity) where the name changed",
        ),
        (
            "某某市2024年政府信息公开工作年度报告\n收到申请1件。",
            "<bytes>: it is about 2024, not before 2024; name the earlier report as the previous one",
        ),
    ],
)
def test_another_report_as_the_one_before(previous: str, message: str) -> None:
    """A report of another body, or of the same year, is refused."""
    with pytest.raises(CheckError) as raised:
        judge_claims(report_of("收到申请1件。"), read_page(previous))

    assert message == str(raised.value)
