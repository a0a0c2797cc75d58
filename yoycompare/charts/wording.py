"""The words that charts add to the names of the vocabulary, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import frozen

from yoycompare.comparisons import Reason
from yoycompare.errors import ChartError
from yoycompare.reports import Origin, Scope, Status

__all__ = ["WORDINGS", "Wording", "wording_of"]

SHOWN_NAMES: Final = 3


@frozen(kw_only=True)
class Wording:
    """Phrases of one language; braces hold what is filled in."""

    lang: str
    comma: str
    semicolon: str
    list_comma: str
    stop: str
    title: str
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
    base_tick: str
    stated_by: str
    hollow: str
    on_year: str
    over_break: str
    no_change: str
    break_label: str
    break_note: str
    form_label: str
    form_note: str
    absent: str
    nothing: str
    at_least: str
    at_most: str
    bounds: str
    several_metrics: str
    index_of: str
    index_unit: str
    index_axis: str
    index_note: str
    only_base: str
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

    def years(self, years: Iterable[int]) -> str:
        """Years as ranges: 2018, 2021–2024."""
        runs: list[list[int]] = []
        for year in sorted(set(years)):
            if runs and year == runs[-1][-1] + 1:
                runs[-1].append(year)
            else:
                runs.append([year])
        texts = [str(run[0]) if len(run) == 1 else self.year_range.format(run[0], run[-1]) for run in runs]
        return self.year.format(self.list_comma.join(texts))

    def names(self, names: Sequence[str]) -> str:
        """A few names in full, more of them as a count."""
        return self.list_comma.join(names) if len(names) <= SHOWN_NAMES else self.bodies.format(len(names))

    def heading(self, who: str, what: str, asides: Iterable[str]) -> str:
        """A title: who, what, and in parentheses for whom, in what unit, when."""
        inside = self.aside.format(self.comma.join(aside for aside in asides if aside))
        return self.title.format(who, what) + inside

    def sentences(self, parts: Iterable[str]) -> str:
        """One line of notes."""
        return self.semicolon.join(part for part in parts if part) + self.stop


ZH: Final = Wording(
    lang="zh",
    comma="，",
    semicolon="；",
    list_comma="、",
    stop="。",
    title="{}：{}",
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
    base_tick="{}\n基年",
    stated_by="{}年报告所载",
    hollow="空心标记为下一年报告所载的数字",
    on_year="较{}年 ",
    over_break="（跨口径）",
    no_change="较上年：{}",
    break_label="口径\n中断",
    break_note="{}年间口径中断，不可比（{}→{}）",
    form_label="表式\n变更",
    form_note="{}年间表式变更，该项可比（{}→{}）",
    absent="缺数：{}",
    nothing="无数据",
    at_least="不少于{}",
    at_most="不多于{}",
    bounds="竖线为报告用语所容许的范围",
    several_metrics="各项指标",
    index_of="{}的指数",
    index_unit="{}年=100",
    index_axis="指数（{}年=100）",
    index_note="指数：各年数字除以基年（{}年）数字再乘以100",
    only_base="未画出：{}",
    difference="差额",
    unbalanced="各项相加得{}，报告为{}，差额{}",
    at_end="{}（{}年末）",
    points="个百分点",
    per_cent="%",
    multiple=(1e6, 1e4, "万"),
    reasons={
        Reason.MISSING: "上年无数字",
        Reason.ZERO_BASE: "上年为0，无百分比",
        Reason.NO_BASE: "基年无数字",
        Reason.BREAK: "口径不同，不可比",
        Reason.SCOPE: "上年范围不同",
        Reason.NOT_ON_FORM: "上年表式无此项",
    },
    statuses={
        Status.BLANK: "空白",
        Status.DASH: "划线",
        Status.TEXT: "填写文字",
        Status.UNREADABLE: "无法识读",
    },
    printed_in={Origin.TABLE: "表格", Origin.PROSE: "正文", Origin.DERIVED: "据以计算"},
    scopes={Scope.AREA: "全域", Scope.ORGAN: "本机关", Scope.UNKNOWN: "范围不明"},
)

EN: Final = Wording(
    lang="en",
    comma=", ",
    semicolon="; ",
    list_comma=", ",
    stop=".",
    title="{}: {}",
    aside=" ({})",
    year="{}",
    year_range="{}–{}",
    bodies="{} bodies",
    reports="annual reports of {}",
    source="Source: {}",
    origins=" ({})",
    reporting="{} reporting",
    definition="Definition: {}",
    base="base year {}",
    base_outside="base year {}, not in the figure",
    base_tick="{}\nbase",
    stated_by="as stated by\nthe {} report",
    hollow="hollow markers: as stated by the next year's report",
    on_year="on {}: ",
    over_break=" (over a break)",
    no_change="no change: {}",
    break_label="break in\nseries",
    break_note="break in the series {}, not comparable ({} → {})",
    form_label="new\nform",
    form_note="new form {}, this figure is comparable ({} → {})",
    absent="No figure: {}",
    nothing="no data",
    at_least="at least {}",
    at_most="at most {}",
    bounds="vertical bars: what the wording of the report allows",
    several_metrics="several metrics",
    index_of="index of {}",
    index_unit="{} = 100",
    index_axis="Index ({} = 100)",
    index_note="Index: figure of the year over that of the base year ({}), times 100",
    only_base="Not drawn: {}",
    difference="difference",
    unbalanced="the parts add up to {}, the report states {}, a difference of {}",
    at_end="{} (end of {})",
    points=" percentage points",
    per_cent=" %",
    multiple=(1e7, 1e6, "million "),
    reasons={
        Reason.MISSING: "no figure the year before",
        Reason.ZERO_BASE: "0 the year before, no percent",
        Reason.NO_BASE: "no figure in the base year",
        Reason.BREAK: "not comparable",
        Reason.SCOPE: "other scope the year before",
        Reason.NOT_ON_FORM: "not on the form the year before",
    },
    statuses={
        Status.BLANK: "left blank",
        Status.DASH: "a dash",
        Status.TEXT: "words",
        Status.UNREADABLE: "unreadable",
    },
    printed_in={Origin.TABLE: "tables", Origin.PROSE: "prose", Origin.DERIVED: "computed from them"},
    scopes={Scope.AREA: "whole area", Scope.ORGAN: "one body", Scope.UNKNOWN: "scope unknown"},
)

WORDINGS: Final = {wording.lang: wording for wording in (ZH, EN)}


def wording_of(lang: str) -> Wording:
    """The words of a language.

    Raises
    ------
    ChartError
        There are none.
    """
    if lang not in WORDINGS:
        raise ChartError(
            f"lang={lang!r}", "charts do not speak it", f"use {' or '.join(map(repr, WORDINGS))}"
        )
    return WORDINGS[lang]
