"""Title, text and file name → who reports, about which year, how wide a scope, at which level."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import read_page

import yoycompare as yoy
from yoycompare.errors import ReportError
from yoycompare.reports import Report, Scope
from yoycompare.reports.entities import entity_to_level, entity_to_scope
from yoycompare.vocabulary import Vocabulary

FIGURE = "共收到政府信息公开申请12件。"
REPORT = "政府信息公开工作年度报告"


def read(title: str, text: str = "") -> Report:
    return read_page(f"{title}\n{text}\n{FIGURE}")


def read_file(folder: Path, name: str, text: str) -> Report:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return yoy.read_report(path)


@pytest.mark.parametrize(
    ("title", "entity", "year"),
    [
        ("浙江省2019年政府信息公开工作年度报告", "浙江省", 2019),
        ("2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2019),
        ("宿迁市财政局2023年度政府信息公开工作年度报告", "宿迁市财政局", 2023),
        ("宿迁市财政局2023年政府信息公开年度报告", "宿迁市财政局", 2023),
        ("宿迁市财政局2023年政府信息公开年报", "宿迁市财政局", 2023),
        ("2023年度宿迁市财政局政府信息公开年报", "宿迁市财政局", 2023),
        ("宿迁市财政局政府信息公开2023年度报告", "宿迁市财政局", 2023),
        ("宿迁市财政局政府信息公开工作2023年度报告", "宿迁市财政局", 2023),
        ("宿迁市财政局2023年政府信息公开工作情况报告", "宿迁市财政局", 2023),
        ("宿迁市财政局2023年政务公开工作年度报告", "宿迁市财政局", 2023),
        ("浙江省 2019 年政府信息公开工作年度报告", "浙江省", 2019),
        ("（浙江省）2019年政府信息公开工作年度报告", "浙江省", 2019),
        ("关于浙江省2019年政府信息公开工作年度报告", "浙江省", 2019),
        ("首页 > 年报 > 浙江省2019年政府信息公开工作年度报告", "浙江省", 2019),
        ("标题 | 浙江省2019年政府信息公开工作年度报告", "浙江省", 2019),
        ("浙江省2019年政府信息公開工作年度報告".replace("報", "报"), "浙江省", 2019),
        ("永嘉县茗岙乡人民政府2018年政府信息公开工作年度报告", "永嘉县茗岙乡人民政府", 2018),
        ("国家税务总局宿迁市税务局2023年政府信息公开工作年度报告", "国家税务总局宿迁市税务局", 2023),
    ],
)
def test_title(title: str, entity: str, year: int) -> None:
    """Titles of all sorts: the body as the title prints it, and the year."""
    report = read(title)

    assert (entity, year) == (report.entity, report.year)


@pytest.mark.parametrize(
    ("title", "entity", "year"),
    [
        ("浙江省2019年\n政府信息公开工作年度报告", "浙江省", 2019),
        ("浙江省人民政府\n2019年政府信息公开工作年度报告", "浙江省人民政府", 2019),
        ("浙江省人民政府办公厅\n政府信息公开2019年度报告", "浙江省人民政府办公厅", 2019),
        ("2019年浙江省人民政府办公厅\n政府信息公开工作年度报告", "浙江省人民政府办公厅", 2019),
        ("浙江省2019年政府信息公开\n工作年度报告", "浙江省", 2019),
    ],
)
def test_title_over_two_lines(title: str, entity: str, year: int) -> None:
    """A title that is broken over two lines is put together again."""
    report = read(title)

    assert (entity, year) == (report.entity, report.year)


def test_first_words_of_the_subject_are_no_body() -> None:
    """政府 in 政府信息公开 is part of the subject: a title without a body names none."""
    with pytest.raises(ReportError) as raised:
        read("2019年政府信息公开工作年度报告")

    assert "<bytes>: neither title nor text says who reports; pass entity=... (--entity)" == str(raised.value)


def test_name_of_the_nation_in_a_name() -> None:
    """中国 belongs to the name of a body that bears it."""
    report = read("中国证券监督管理委员会2023年政府信息公开工作年度报告")

    assert ("中国证券监督管理委员会", "nation") == (report.entity, report.level)


def test_title_that_speaks_about_the_report() -> None:
    """关于 before the year is not part of the name."""
    report = read("宿迁市财政局关于2023年度政府信息公开工作情况的报告")

    assert ("宿迁市财政局", 2023) == (report.entity, report.year)


def test_name_with_brackets() -> None:
    """A second name in brackets is part of the name, both brackets of it."""
    name = "某某市卫生健康委员会（某某市中医药管理局）"

    assert name == read(f"{name}2023年政府信息公开工作年度报告").entity


@pytest.mark.parametrize(
    "line",
    ["上一篇：某某市2022年政府信息公开工作年度报告", "依照《某某市2022年政府信息公开工作年度报告》的格式"],
)
def test_another_report_that_is_named_first(line: str) -> None:
    """A link to the report of the year before, or its name in a sentence, above the title: not the title."""
    title = "某某市2023年政府信息公开工作年度报告"
    report = read(f"{line}\n{title}", "统计期限为2023年1月1日至12月31日。")

    assert ("某某市", 2023, title) == (report.entity, report.year, report.title)


@pytest.mark.parametrize(
    "name", ["《2022年政府信息公开工作年度报告》", "《某某市2022年政府信息公开工作年度报告》"]
)
def test_title_that_is_quoted(name: str) -> None:
    """A title between 《 and 》 speaks of another report, also where no period is stated."""
    report = read(f"依照{name}的格式编写\n某某市2023年政府信息公开工作年度报告")

    assert ("某某市", 2023) == (report.entity, report.year)


def test_year_in_chinese_numerals() -> None:
    """A year in Chinese numerals is not part of the name."""
    report = read("宿迁市财政局二〇二三年政府信息公开工作年度报告", "统计期限为2023年1月1日至12月31日。")

    assert ("宿迁市财政局", 2023) == (report.entity, report.year)


def test_title_of_the_container() -> None:
    """Where the text has no title, that of the HTML page counts."""
    report = read_page(
        f"<html><head><title>浙江省2019年{REPORT}</title></head><body><p>{FIGURE}</p></body></html>"
    )

    assert ("浙江省", 2019) == (report.entity, report.year)


def test_title_in_the_text_before_that_of_the_container() -> None:
    """A page template that was not changed does not beat the printed title."""
    report = read_page(
        f"<html><head><title>浙江省2018年{REPORT}</title></head><body><h1>浙江省2019年{REPORT}</h1>{FIGURE}</body></html>"
    )

    assert ("浙江省", 2019, f"浙江省2019年{REPORT}") == (report.entity, report.year, report.title)


@pytest.mark.parametrize(
    "period",
    [
        "本报告所列数据统计期限为2019年1月1日至12月31日。",
        "统计期限自2019年1月1日起至2019年12月31日止。",
        "数据统计期限从2019年1月1日到12月31日止。",
        "2019 年 1 月 1 日至 12 月 31 日",
    ],
)
def test_year_of_the_period(period: str) -> None:
    """A title without a year: the sentence that states the period gives it."""
    report = read("浙江省政府信息公开工作年度报告", period)

    assert ("浙江省", 2019) == (report.entity, report.year)


@pytest.mark.parametrize(
    "period",
    [
        "2018年1月1日至2019年12月31日",
        "2019年1月日至12月31日",
        "从201911日起到1231日止",
        "2020年3月20日",
        "2019年工作要点",
    ],
)
def test_no_year_of_a_broken_period(period: str) -> None:
    """Two years, lost digits or a date of publication: no year is made of them."""
    with pytest.raises(ReportError) as raised:
        read("浙江省政府信息公开工作年度报告", period)

    assert "<bytes>: neither title, text nor file name says the year; pass year=... (--year)" == str(
        raised.value
    )


@pytest.mark.parametrize(
    "name", ["2019.txt", "浙江省-2019.txt", "report_2019_final.txt", "zj2019.txt", "2019年报.txt"]
)
def test_year_of_the_file_name(tmp_path: Path, name: str) -> None:
    """The file name is the last resort for the year."""
    report = read_file(tmp_path, name, f"浙江省政府信息公开工作年度报告\n{FIGURE}")

    assert 2019 == report.year


@pytest.mark.parametrize(
    "name", ["2018-2019.txt", "2019年报2020-03.txt", "20190320.txt", "report.txt", "1999.txt"]
)
def test_file_name_that_does_not_decide(tmp_path: Path, name: str) -> None:
    """Several years in a file name, or none: not guessed."""
    with pytest.raises(ReportError) as raised:
        read_file(tmp_path, name, f"浙江省政府信息公开工作年度报告\n{FIGURE}")

    where = tmp_path / name
    assert f"{where}: neither title, text nor file name says the year; pass year=... (--year)" == str(
        raised.value
    )


def test_title_in_the_file_name(tmp_path: Path) -> None:
    """Body and year of a file that is named after its title."""
    report = read_file(tmp_path, f"浙江省2019年{REPORT}.txt", FIGURE)

    assert ("浙江省", 2019) == (report.entity, report.year)


def test_year_of_the_folder_is_no_year(tmp_path: Path) -> None:
    """Only the file's own name is looked at."""
    folder = tmp_path / "2019"
    folder.mkdir()

    with pytest.raises(ReportError):
        read_file(folder, "report.txt", f"浙江省政府信息公开工作年度报告\n{FIGURE}")


def test_compiler_in_the_text() -> None:
    """A title without a body: the sentence that says who compiled the report names it."""
    report = read(
        "2019年政府信息公开工作年度报告",
        "本报告由某某市财政局根据《中华人民共和国政府信息公开条例》编制。",
    )

    assert ("某某市财政局", 2019) == (report.entity, report.year)


def test_no_body_at_all() -> None:
    """Neither title nor text names the body: refused, with the way out."""
    with pytest.raises(ReportError) as raised:
        read("关于2022年度政府信息公开情况的报告")

    assert "<bytes>: neither title nor text says who reports; pass entity=... (--entity)" == str(raised.value)


def test_what_the_caller_says_counts() -> None:
    """Entity, year and scope of the caller replace those of the file; scope and level follow the entity."""
    text = f"浙江省2019年{REPORT}\n{FIGURE}".encode()
    report = yoy.read_report(text, entity="杭州市余杭区", year=2020)

    assert ("杭州市余杭区", 2020, "area", "county") == (
        report.entity,
        report.year,
        report.scope,
        report.level,
    )
    assert Scope.ORGAN is yoy.read_report(text, scope="organ").scope


def test_unknown_scope_of_the_caller() -> None:
    """A scope that is none of the three is refused."""
    with pytest.raises(ValueError, match="'city' is not a valid Scope"):
        yoy.read_report(FIGURE.encode(), entity="浙江省", year=2019, scope="city")


AREA, ORGAN, UNKNOWN = Scope.AREA, Scope.ORGAN, Scope.UNKNOWN
WHOLE = "全市共受理政府信息公开申请12件"


@pytest.mark.parametrize(
    ("entity", "text", "scope"),
    [
        ("浙江省", "", AREA),
        ("新疆维吾尔自治区", "", AREA),
        ("宿迁市", "", AREA),
        ("延边朝鲜族自治州", "", AREA),
        ("兴安盟", "", AREA),
        ("杭州市余杭区", "", AREA),
        ("沭阳县", "", AREA),
        ("新疆生产建设兵团", "", AREA),
        ("宿迁经济技术开发区", "", AREA),
        ("宿迁市人民政府", WHOLE, AREA),
        ("宿迁市人民政府", "本机关受理申请12件", UNKNOWN),
        ("宿迁市政府", WHOLE, AREA),
        ("宿迁市政府", "", UNKNOWN),
        ("上海市人民政府办公厅", WHOLE, ORGAN),
        ("宿迁市财政局", WHOLE, ORGAN),
        ("国务院办公厅", "", ORGAN),
        ("沭阳县某某镇人民政府", WHOLE, ORGAN),
        ("某某街道办事处", "", ORGAN),
        ("某某街道", "", ORGAN),
        ("永嘉县茗岙乡", "", ORGAN),
        ("宿迁经济技术开发区管理委员会", "", ORGAN),
        ("", WHOLE, UNKNOWN),
    ],
)
def test_scope(entity: str, text: str, scope: Scope) -> None:
    """An area by its name, one body by its name; a government by what its text counts."""
    assert scope is entity_to_scope(entity, text)


@pytest.mark.parametrize(
    ("entity", "level"),
    [
        ("国务院办公厅", "nation"),
        ("生态环境部", "nation"),
        ("海关总署", "nation"),
        ("浙江省", "province"),
        ("浙江省人民政府办公厅", "province"),
        ("上海市", "province"),
        ("上海市城市管理行政执法局", "province"),
        ("新疆生产建设兵团", "province"),
        ("西藏自治区", "province"),
        ("宿迁市", "prefecture"),
        ("江苏省宿迁市", "prefecture"),
        ("宿迁市财政局", "prefecture"),
        ("宿迁市市场监督管理局", "prefecture"),
        ("吉林省吉林市", "prefecture"),
        ("青海省海南藏族自治州", "prefecture"),
        ("大兴安岭地区", "prefecture"),
        ("沭阳县", "county"),
        ("宿迁市宿豫区", "county"),
        ("上海市浦东新区", "county"),
        ("上海市浦东新区人民政府办公室", "county"),
        ("江苏省宿迁市沭阳县", "county"),
        ("昆山市", "county"),
        ("江苏省昆山市", "county"),
        ("神农架林区", "county"),
        ("永嘉县茗岙乡人民政府", "township"),
        ("宿迁市宿城区某某街道办事处", "township"),
        ("沭阳县某某镇", "township"),
        ("财政局", "unknown"),
        ("某某公司", "unknown"),
        ("", "unknown"),
    ],
)
def test_level(vocabulary: Vocabulary, entity: str, level: str) -> None:
    """Nation, province, prefecture, county, township; unknown where the name does not say."""
    assert level == entity_to_level(entity, vocabulary)


names = st.text(
    st.sampled_from("省市县区旗镇乡盟州街道人民政府办公厅局财中国浙江宿迁上海（）·〇 1a") | st.characters(),
    max_size=20,
)


@given(names)
def test_any_name(entity: str) -> None:
    """Any name has a scope and a level."""
    assert entity_to_scope(entity, "") in Scope
    assert entity_to_level(entity, yoy.default_vocabulary()) in {
        "nation",
        "province",
        "prefecture",
        "county",
        "township",
        "unknown",
    }


@given(st.integers(2004, 2099), st.sampled_from(["浙江省", "宿迁市财政局", "永嘉县茗岙乡人民政府"]))
def test_any_year(year: int, entity: str) -> None:
    """Every year of the century, before or after the name."""
    for title in (
        f"{entity}{year}年{REPORT}",
        f"{year}年{entity}{REPORT}",
        f"{entity}政府信息公开{year}年度报告",
    ):
        report = read(title)

        assert (entity, year) == (report.entity, report.year)
