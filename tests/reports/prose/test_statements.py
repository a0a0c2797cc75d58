"""Sentences → observations: which wordings state a metric, and for which year."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import read_page

from yoycompare.errors import NotAReportError
from yoycompare.reports import Observation, Unread
from yoycompare.reports.prose.statements import quantities_to_observations, text_to_counted_quantities
from yoycompare.vocabulary import Vocabulary, default_vocabulary

YEAR = 2019
RECEIVED, CLOSED = "requests.received", "requests.closed"
IN, OUT = "requests.carried_in", "requests.carried_out"
OUTCOME = "requests.outcome."


def read(text: str, year: int = YEAR) -> tuple[list[Observation], list[Unread]]:
    vocabulary = default_vocabulary()
    return quantities_to_observations(text_to_counted_quantities(text, year, vocabulary), vocabulary)


def stated(text: str, year: int = YEAR) -> list[tuple[str, str]]:
    """Metric and value of what a text states."""
    return [(item.metric, f"{item.value:f}") for item in read(text, year)[0]]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("2019年，全省共受理政府信息公开申请30105件", RECEIVED),
        ("全年收到政府信息公开申请12件", RECEIVED),
        ("共收到公民、法人和其他组织的政府信息公开申请12件", RECEIVED),
        ("新收政府信息公开申请12件", RECEIVED),
        ("新收到申请12件", RECEIVED),
        ("接收各类政府信息公开申请12件", RECEIVED),
        ("受理申请事项12条", RECEIVED),
        ("收到政府信息公开申请数量为12件", RECEIVED),
        ("收到政府信息公开申请：12件", RECEIVED),
        ("收到政府信息公开申请 12 件", RECEIVED),
        ("答复政府信息公开申请12件", CLOSED),
        ("共办结信息公开申请12件", CLOSED),
        ("全市共收办政府信息公开申请案件3607件", "requests.handled"),
        ("2018年度结转552件", IN),
        ("上年结转12件", IN),
        ("上年度结转申请12件", IN),
        ("上一年度转结政府信息公开申请12件", IN),
        ("含上年度结转申请18件", IN),
        ("结转上年度12件", IN),
        ("结转上年度的政府信息公开申请12件", IN),
        ("结转下年度继续办理12件", OUT),
        ("结转到下一年度继续办理的申请12件", OUT),
        ("转下年度办理121件", OUT),
        ("结转2020年度办理12件", OUT),
        ("顺延到下年度答复12件", OUT),
        ("12件结转到2020年度", OUT),
        ("另有72件申请按照《条例》顺延到下年度答复", OUT),
        ("办结930件，31件结转到2020年度", OUT),
        ("予以公开12件", OUTCOME + "granted"),
        ("部分公开12件", OUTCOME + "partial"),
        ("予以部分公开的12件", OUTCOME + "partial"),
        ("予以公开及部分公开16864件", OUTCOME + "disclosed"),
        ("予以公开或部分公开的12件", OUTCOME + "disclosed"),
        ("予以公开和予以部分公开12件", OUTCOME + "disclosed"),
        ("不予公开1509件", OUTCOME + "denied"),
        ("因本机关不掌握等原因无法提供265件", OUTCOME + "unavailable"),
        ("不予处理158件", OUTCOME + "not_processed"),
        ("其他处理0件", OUTCOME + "other"),
        ("作其他处理（含申请人主动撤回申请）341件", OUTCOME + "other"),
        ("行政复议1450件", "review.total"),
        ("行政复议案件12起", "review.total"),
        ("行政诉讼1871件", "litigation.total"),
        ("诉讼9件", "litigation.total"),
        ("其中4件来自上一年度结转", IN),
        ("收到政府信息公开申请总数为12件", RECEIVED),
        ("本年新收12件", RECEIVED),
        ("共收到依申请公开件12件", RECEIVED),
        ("12件予以公开", OUTCOME + "granted"),
        ("12件部分公开", OUTCOME + "partial"),
        ("12件不予公开", OUTCOME + "denied"),
        ("12件无法提供", OUTCOME + "unavailable"),
        ("行政复议案件12件", "review.total"),
        ("未经复议直接起诉12件", "litigation.direct.total"),
        ("复议后起诉12件", "litigation.after_review.total"),
        ("属于国家秘密12件", OUTCOME + "denied.state_secret"),
        ("保护第三方合法权益12件", OUTCOME + "denied.third_party_rights"),
        ("本机关不掌握相关政府信息12件", OUTCOME + "unavailable.not_held"),
        ("没有现成信息需要另行制作的12件", OUTCOME + "unavailable.would_need_creating"),
        ("信访举报投诉类申请12件", OUTCOME + "not_processed.petition"),
        ("重复申请12件", OUTCOME + "not_processed.repeated"),
        ("制发行政规范性文件12件", "disclosure.normative_documents.made"),
        ("废止规范性文件12件", "disclosure.normative_documents.repealed"),
        ("现行有效规范性文件12件", "disclosure.normative_documents.in_force"),
        ("制定规章12件", "disclosure.regulations.made"),
        ("发出缴费通知应收信息处理费12元", "processing_fees.billed"),
        ("对25件政府信息公开申请案件收取了信息处理费", "processing_fees.cases"),
        ("收取信息处理费2230元", "processing_fees.collected"),
    ],
)
def test_wording(text: str, metric: str) -> None:
    """Each wording states its metric, and nothing else."""
    assert [metric] == [name for name, _ in stated(text)]


@pytest.mark.parametrize(
    "text",
    [
        "2018年收到申请100件",
        "2018年，全省共受理政府信息公开申请100件",
        "2020年计划受理申请100件",
        "去年收到申请100件",
        "上年收到政府信息公开申请100件",
        "上一年度受理申请100件",
        "同期收到申请100件",
        "条例施行以来受理申请100件",
        "2018年，" + "我省认真落实政务公开各项工作要求、" * 8 + "共收到政府信息公开申请100件",
        "各地处理28042件",
        "自然人申请3493件",
        "收到来信100件",
        "收到建议提案100件",
        "收到政府信息公开申请100人次",
        "予以公开占55%",
        "申请数量较去年回落12件",
        "未收到申请",
        "召开会议12次",
    ],
)
def test_no_statement(text: str) -> None:
    """Another year, another thing, another unit: no observation, nothing to explain."""
    assert ([], []) == read(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收到和办结政府信息公开申请分别为12件、10件", {(RECEIVED, "12"), (CLOSED, "10")}),
        ("行政复议、行政诉讼分别为3件、2件", {("review.total", "3"), ("litigation.total", "2")}),
        (
            "予以公开、部分公开、不予公开分别为5件、3件、2件",
            {(OUTCOME + "granted", "5"), (OUTCOME + "partial", "3"), (OUTCOME + "denied", "2")},
        ),
    ],
)
def test_list_of_figures_after_a_list_of_names(text: str, said: set[tuple[str, str]]) -> None:
    """分别 pairs names with figures in their order: no figure is given to the name that stands next to it."""
    assert said == set(stated(text))


def test_list_with_a_name_too_many() -> None:
    """Names and figures that do not pair say nothing."""
    assert [] == stated("收到、受理和办结政府信息公开申请分别为12件、10件")


@pytest.mark.parametrize(
    "text", ["不予公开或无法提供12件", "不予公开和无法提供共12件", "不予公开、不予处理共12件"]
)
def test_figure_of_two_groups_together(text: str) -> None:
    """A figure for two outcomes that the vocabulary does not join belongs to neither of them."""
    assert [] == stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "2017年至2019年，全省共收到政府信息公开申请300件",
        "2018—2019年共收到政府信息公开申请300件",
        "近三年共收到政府信息公开申请300件",
        "近年来共收到政府信息公开申请300件",
        "“十三五”期间受理申请300件",
        "2019年上半年收到申请50件",
    ],
)
def test_figure_of_another_period(text: str) -> None:
    """A figure for several years, or for part of the year, is not that of the year."""
    assert [] == stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "2019年1月1日至12月31日，共收到政府信息公开申请12件",
        "自2019年1月1日起至2019年12月31日止，收到政府信息公开申请12件",
        "2019年1-12月，收到申请12件",
        "截至2019年12月31日，收到政府信息公开申请12件",
        "与2018年度相比，2019年收到申请12件",
    ],
)
def test_figure_of_the_whole_year(text: str) -> None:
    """A period that is the year itself is the year."""
    assert [(RECEIVED, "12")] == stated(text)


@pytest.mark.parametrize(
    ("text", "route", "count"),
    [
        ("通过网络收到申请12件", "online", "12"),
        ("其中当面收到申请2件", "in_person", "2"),
        ("通过信函收到政府信息公开申请3件", "mail", "3"),
    ],
)
def test_figure_of_one_route(text: str, route: str, count: str) -> None:
    """Requests that came in by one route are those of the route, not all requests."""
    assert [(f"requests.route.{route}", count)] == stated(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "行政复议案件12件，其中维持8件、纠正1件、其他结果1件、尚未审结2件；行政诉讼5件，维持4件，1件尚未审结。",
            [
                ("review.total", "12"),
                ("review.upheld", "8"),
                ("review.corrected", "1"),
                ("review.other", "1"),
                ("review.pending", "2"),
                ("litigation.total", "5"),
                ("litigation.upheld", "4"),
                ("litigation.pending", "1"),
            ],
        ),
        (
            "未经复议直接起诉3件，其中结果维持2件，尚未审结1件；复议后起诉2件，其中结果纠正2件。",
            [
                ("litigation.direct.total", "3"),
                ("litigation.direct.upheld", "2"),
                ("litigation.direct.pending", "1"),
                ("litigation.after_review.total", "2"),
                ("litigation.after_review.corrected", "2"),
            ],
        ),
        (
            "全年制发规范性文件12件，废止3件，现行有效45件。",
            [
                ("disclosure.normative_documents.made", "12"),
                ("disclosure.normative_documents.repealed", "3"),
                ("disclosure.normative_documents.in_force", "45"),
            ],
        ),
        ("办结一批案件，维持8件、纠正1件。", []),
        ("全年办理行政复议案件35件，其中维持20件，撤销3件。", []),
        ("全市法院受理行政诉讼案件120件，维持20件。", []),
        ("收到申请45件，办结44件。", [(RECEIVED, "45"), (CLOSED, "44")]),
        ("引发行政复议3件，办结2件。", [("review.total", "3")]),
        ("收到申请45件，其中，市公安局受理申请20件。", [(RECEIVED, "45")]),
        (
            "涉及信息公开的行政复议、行政诉讼案件分别为12件和5件。",
            [("review.total", "12"), ("litigation.total", "5")],
        ),
    ],
)
def test_outcomes_belong_to_the_subject_named_last(text: str, said: list[tuple[str, str]]) -> None:
    """维持 and 纠正 are of reviews or of lawsuits, as the sentence last said; of nothing where it names neither."""
    assert said == stated(text)


def test_denied_wording() -> None:
    """未予以公开 is not 予以公开."""
    assert [] == stated("未予以公开12件")


def test_last_year_follows_from_the_year_of_the_report() -> None:
    """2018年度结转 is a carry-in in a report of 2019 only; 2018 alone is another year's flow."""
    text = "2018年度结转552件"

    assert [(IN, "552")] == stated(text, 2019)
    assert [] == stated(text, 2021)


def test_next_year_follows_from_the_year_of_the_report() -> None:
    """结转2020年度 is a carry-out in a report of 2019 only."""
    text = "结转2020年度办理12件"

    assert [(OUT, "12")] == stated(text, 2019)
    assert [] == stated(text, 2022)


def test_year_of_one_sentence_does_not_reach_the_next() -> None:
    """A sentence about 2018 leaves the next one in the year of the report."""
    assert [(RECEIVED, "12")] == stated("2018年成绩突出。全年收到政府信息公开申请12件。")


def test_own_year_after_another() -> None:
    """The year that stands last before the wording counts."""
    assert [(RECEIVED, "12")] == stated("与2018年相比有所增加，2019年收到政府信息公开申请12件")


def test_a_whole_sentence() -> None:
    """Several metrics of one sentence, with what stands between them."""
    text = (
        "全市全年共收办政府信息公开申请案件3607件（市政府349件、沭阳县477件），同比增长70.3%，其中，自然人申请3493件；"
        "予以公开1191件、部分公开328件、不予公开142件、无法提供1078件、不予处理406件、作其他处理（含撤回）341件、"
        "转下年度办理121件。"
    )

    assert [
        ("requests.handled", "3607"),
        ("requests.handled", "3493"),
        (OUTCOME + "granted", "1191"),
        (OUTCOME + "partial", "328"),
        (OUTCOME + "denied", "142"),
        (OUTCOME + "unavailable", "1078"),
        (OUTCOME + "not_processed", "406"),
        (OUTCOME + "other", "341"),
        (OUT, "121"),
    ] == stated(text)


def test_second_statement_that_differs() -> None:
    """The first statement counts; a different second one is kept as unread, with its place."""
    text = "全年收到政府信息公开申请12件。市政府收到政府信息公开申请5件。"
    observations, (unread,) = read(text)

    assert [(RECEIVED, Decimal(12))] == [(item.metric, item.value) for item in observations]
    assert "市政府收到政府信息公开申请5件" == unread.text
    assert "5件" == text[unread.place.start : unread.place.end]
    assert "a second statement of requests.received, after 12件 at 12-15" == unread.reason


def test_second_statement_that_agrees() -> None:
    """A repetition says nothing new."""
    observations, unread = read("全年收到政府信息公开申请12件。全年收到政府信息公开申请12件。")

    assert (1, []) == (len(observations), unread)


def test_observation_of_a_statement() -> None:
    """The record: span, print, interval, unit of the metric, source."""
    text = "全年收到政府信息公开申请1.2万余件。"
    ((item,), _) = read(text)

    assert (Decimal(12000), Decimal(12000), Decimal(13000)) == (item.value, item.low, item.high)
    assert ("total", "request", "reported", "prose", "prose", "") == (
        item.applicant,
        item.unit,
        item.status,
        item.source,
        item.basis,
        item.formula,
    )
    assert item.place is not None
    assert "1.2万余件" == item.raw == text[item.place.start : item.place.end]
    assert (item.place,) == item.places


def test_quantity_says_what_it_counts(vocabulary: Vocabulary) -> None:
    """A quantity keeps the words before it, its section, and its metric where one is stated."""
    text = "一、总体情况\n全年收到政府信息公开申请12件，编发公报24期。"
    first, second = text_to_counted_quantities(text, YEAR, vocabulary)

    assert ("全年收到政府信息公开申请", RECEIVED, "12件", "一") == (
        first.counts,
        first.metric,
        first.text,
        first.section,
    )
    assert ("编发公报", None, "24期", "一") == (second.counts, second.metric, second.text, second.section)


def test_text_without_statements_is_no_report() -> None:
    """A text with a title but without any figure of a report is refused."""
    with pytest.raises(NotAReportError) as raised:
        read_page("某某市2019年政府信息公开工作年度报告\n召开会议12次。")

    assert (
        "<bytes>: no table and no sentence of an annual report was found; check that this is the report itself"
        == str(raised.value)
    )


pieces = st.sampled_from(
    "2018年 2019年 全省 共 收到 受理 政府信息公开 申请 12件 30105件 5% ， 。 、 （ ） 上年度 结转 下年度 继续办理 "
    "予以公开 及 部分公开 的 不予公开 其他处理 行政复议 诉讼 收取 信息处理费 2230元 去年 同比 办结 答复 \n".split(
        " "
    )
)


@given(st.lists(pieces, max_size=30), st.integers(2010, 2030))
def test_any_sentence(words: list[str], year: int) -> None:
    """Any wording: places in the text, each metric once, no metric for a quantity of another unit."""
    text = "".join(words)
    observations, unread = read(text, year)

    assert len({item.metric for item in observations}) == len(observations)
    for item in (*observations, *unread):
        assert item.place is not None
        assert item.place.start is not None
        assert item.place.end is not None
        assert 0 <= item.place.start < item.place.end <= len(text)
    assert [] == [item for item in observations if item.unit == "request" and item.raw.endswith(("%", "元"))]
