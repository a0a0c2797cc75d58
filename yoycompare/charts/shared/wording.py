"""The words that charts add to the names of the vocabulary, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import evolve, frozen

from yoycompare.comparisons import Reason
from yoycompare.errors import ChartError
from yoycompare.reports import Origin, Scope, Status

__all__ = ["WORDINGS", "Wording", "wording_of"]

SHOWN_NAMES: Final = 3


@frozen(kw_only=True)
class Wording:
    """Phrases of one language; braces hold what is filled in."""

    lang: str
    spaced: bool  # whether blanks part words
    comma: str
    semicolon: str
    list_comma: str
    stop: str
    title: str
    account_title: str
    aside: str
    year: str
    year_range: str
    bodies: str
    reports: str
    source: str
    origins: str
    reporting: str
    definition: str
    base: str
    base_outside: str
    break_reason: str
    broken: str
    base_tick: str
    stated_by: str
    hollow: str
    on_year: str
    over_break: str
    break_label: str
    break_note: str
    over_note: str
    form_label: str
    form_note: str
    absent: str
    denominator: str
    nothing: str
    at_least: str
    bounds: str
    several_metrics: str
    index_of: str
    index_unit: str
    index_name: str
    index_note: str
    not_drawn: str
    difference: str
    unbalanced: str
    at_end: str
    points: str
    per_cent: str
    multiple: tuple[float, float, str]  # from which size on, by what, its name before the unit
    reasons: Mapping[str, str]
    statuses: Mapping[str, str]
    printed_in: Mapping[str, str]
    scopes: Mapping[str, str]
    left_out: Mapping[str, str]
    coverage_title: str
    coverage_note: str
    coverage_states: Mapping[str, str]
    second: Wording | None = None  # a language that captions and names repeat

    def name(self, item: Any) -> str:
        """The name of a metric, applicant, unit or account, in both languages where there are two."""
        own = str(getattr(item, self.lang))
        return own if self.second is None else f"{own} {getattr(item, self.second.lang)}"

    def years(self, years: Iterable[int]) -> str:
        """Years as ranges, with the word for year: 2018、2021—2024年."""
        return self.year.format(self.ranges(years))

    def ranges(self, years: Iterable[int]) -> str:
        """Years as ranges: 2018, 2021–2024."""
        runs: list[list[int]] = []
        for year in sorted(set(years)):
            if runs and year == runs[-1][-1] + 1:
                runs[-1].append(year)
            else:
                runs.append([year])
        texts = [str(run[0]) if len(run) == 1 else self.year_range.format(run[0], run[-1]) for run in runs]
        return self.list_comma.join(texts)

    def names(self, names: Sequence[str]) -> str:
        """A few names in full, more of them as a count."""
        return self.list_comma.join(names) if len(names) <= SHOWN_NAMES else self.bodies.format(len(names))

    def asides(self, parts: Iterable[str]) -> str:
        """What a title says in parentheses: for whom, in what unit, when."""
        return self.aside.format(self.comma.join(part for part in parts if part))

    def sentences(self, parts: Iterable[str]) -> str:
        """One line of notes; empty without parts."""
        said = self.semicolon.join(part for part in parts if part)
        return said[0].upper() + said[1:] + self.stop if said else ""

    def span(self, first: int, last: int) -> str:
        """From the first year to the last, whatever lies between."""
        return self.year.format(str(first) if first == last else self.year_range.format(first, last))


ZH: Final = Wording(
    lang="zh",
    spaced=False,
    comma="，",
    semicolon="；",
    list_comma="、",
    stop="。",
    title="{}：{}",
    account_title="{}：{}",
    aside="（{}）",
    year="{}年",
    year_range="{}—{}",
    bodies="{}个单位",
    reports="{}年度报告",
    source="资料来源：{}",
    origins="（{}）",
    reporting="报告单位{}个",
    definition="定义：{}",
    base="基年{}年",
    base_outside="基年{}年不在图中",
    break_reason="与基年口径不同",
    broken="不可比",
    base_tick="{}\n基年",
    stated_by="{}年\n报告所载",
    hollow="空心标记为下一年报告所载的数字",
    on_year="较{}年 ",
    over_break="（跨口径）",
    break_label="口径\n中断",
    break_note="{}年间口径中断，不可比：{}→{}",
    over_note="应要求跨口径计算变化",
    form_label="表式\n变更",
    form_note="{}年间表式变更，该项可比：{}→{}",
    absent="缺数：{}",
    denominator="分母为0",
    nothing="无数据",
    at_least="不少于{}",
    bounds="竖线为报告用语所容许的范围",
    several_metrics="各项指标",
    index_of="{}的指数",
    index_unit="{}年=100",
    index_name="指数",
    index_note="指数：各年数字除以基年（{}年）数字再乘以100",
    not_drawn="未画出：{}",
    difference="差额",
    unbalanced="各项相加得{}，报告为{}，差额{}",
    at_end="{}（{}年末）",
    points="个百分点",
    per_cent="%",
    multiple=(1e6, 1e4, "万"),
    reasons={
        Reason.MISSING: "无{}年数字可比",
        Reason.ZERO_BASE: "上年为0，无百分比",
        Reason.BREAK: "与{}年口径不同，不可比",
        Reason.SCOPE: "与{}年范围不同，不可比",
        Reason.NOT_ON_FORM: "{}年表式无此项",
    },
    statuses={
        Status.BLANK: "空白",
        Status.DASH: "划线",
        Status.TEXT: "填写文字",
        Status.UNREADABLE: "无法识读",
    },
    printed_in={Origin.TABLE: "表格", Origin.PROSE: "正文", Origin.DERIVED: "计算"},
    left_out={
        "signed": "净增减没有指数",
        "only_base": "基年之外无可比数字",
        Reason.NO_BASE: "基年无数字",
        Reason.ZERO_BASE: "基年为0",
    },
    scopes={Scope.AREA: "全域", Scope.ORGAN: "本机关", Scope.UNKNOWN: "范围不明"},
    coverage_title="各单位各年度报告表格的读取情况",
    coverage_note="读到报告{}份，应有{}份",
    coverage_states={
        "read": "已读取",
        "failing": "勾稽不符",
        "blank": "全部空白",
        "unread": "没有读到",
        "not_on_form": "表式无此表",
        "no_report": "无报告",
    },
)

EN: Final = Wording(
    lang="en",
    spaced=True,
    comma=", ",
    semicolon="; ",
    list_comma=", ",
    stop=".",
    title="{}: {}",
    account_title="{}, {}",
    aside=" ({})",
    year="{}",
    year_range="{}–{}",
    bodies="{} bodies",
    reports="annual reports, {}",
    source="Source: {}",
    origins=" ({})",
    reporting="bodies: {}",
    definition="Definition: {}",
    base="base year {}",
    base_outside="base year {}, not in the figure",
    break_reason="not comparable with the base year",
    broken="not comparable",
    base_tick="{}\nbase",
    stated_by="as stated by\nthe {} report",
    hollow="hollow markers: as stated by the next year's report",
    on_year="on {}: ",
    over_break=" (over a break)",
    break_label="break in\nseries",
    break_note="break in the series {}, not comparable: {} → {}",
    over_note="changes over the break were asked for",
    form_label="new\nform",
    form_note="new form {}, this figure is comparable: {} → {}",
    absent="No figure: {}",
    denominator="denominator 0",
    nothing="no data",
    at_least="at least {}",
    bounds="vertical bars: what the wording of the report allows",
    several_metrics="several metrics",
    index_of="index of {}",
    index_unit="{} = 100",
    index_name="index",
    index_note="Index: figure of the year over that of the base year ({}), times 100",
    not_drawn="Not drawn: {}",
    difference="difference",
    unbalanced="the parts add up to {}, the report states {}, a difference of {}",
    at_end="{} (end of {})",
    points=" percentage points",
    per_cent=" %",
    multiple=(1e7, 1e6, "million "),
    reasons={
        Reason.MISSING: "no figure for {}",
        Reason.ZERO_BASE: "no percent of 0",
        Reason.BREAK: "not comparable with {}",
        Reason.SCOPE: "other scope in {}",
        Reason.NOT_ON_FORM: "not on the form of {}",
    },
    statuses={
        Status.BLANK: "left blank",
        Status.DASH: "a dash",
        Status.TEXT: "words",
        Status.UNREADABLE: "unreadable",
    },
    printed_in={Origin.TABLE: "tables", Origin.PROSE: "prose", Origin.DERIVED: "computed"},
    left_out={
        "signed": "a signed change has no index",
        "only_base": "no comparable figure outside the base year",
        Reason.NO_BASE: "no figure in the base year",
        Reason.ZERO_BASE: "0 in the base year",
    },
    scopes={Scope.AREA: "whole area", Scope.ORGAN: "one body", Scope.UNKNOWN: "scope unknown"},
    coverage_title="Tables of annual reports by body and year",
    coverage_note="Reports read: {} of {}",
    coverage_states={
        "read": "read",
        "failing": "does not add up",
        "blank": "left blank",
        "unread": "not found",
        "not_on_form": "not on the form",
        "no_report": "no report",
    },
)

# Two languages cannot share 万 and million in one figure: both print thousands.
THOUSANDS: Final = (float("inf"), 1.0, "")
BOTH: Final = evolve(ZH, multiple=THOUSANDS, second=evolve(EN, multiple=THOUSANDS))

WORDINGS: Final = {"zh": ZH, "en": EN, "both": BOTH}


def wording_of(lang: str) -> Wording:
    """The words of a language.

    Raises
    ------
    ChartError
        There are none.
    """
    if lang not in WORDINGS:
        raise ChartError(f"lang={lang!r}", "charts do not speak it", "use 'zh', 'en' or 'both'")
    return WORDINGS[lang]
