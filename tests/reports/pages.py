"""Pages of the forms of 2019 and 2021, written from a dictionary of cell texts.

The layout is that of pages in use: stubs with row and column spans, headings broken by ``<br />``, the
value columns of section two merged differently from its headings, ``&nbsp;`` for a blank cell. The
labels are written out here, not taken from the vocabulary: the two check each other.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

import yoycompare as yoy
from yoycompare.reports import Observation, Report

__all__ = [
    "APPLICANTS",
    "FORMS",
    "TITLE",
    "Cells",
    "Key",
    "figures",
    "numbered",
    "page_keys",
    "printed_cells",
    "read_page",
    "write_lines",
    "write_page",
    "write_rows",
]

Key = tuple[str, str]  # metric, applicant
Cells = Mapping[Key, str]  # what each cell prints; a key that is absent prints nothing

FORMS = ("gid-2019", "gid-2021")
TITLE = "某某市2023年政府信息公开工作年度报告"
TOTAL = "total"
APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_services",
    "other_organization",
    TOTAL,
)
RECONCILIATION = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ORGANIZATIONS = ("商业\n企业", "科研\n机构", "社会\n公益组织", "法律\n服务机构", "其他")

# Section two: title, headings, rows of (label, metrics).
Block = tuple[str, tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]
ITEMS = ("上一年项目数量", "本年增/减", "处理决定数量")
BLOCKS: dict[str, tuple[Block, ...]] = {
    "gid-2019": (
        (
            "第二十条第（一）项",
            ("本年新\n制作数量", "本年新\n公开数量", "对外公开总数量"),
            (
                (
                    "规章",
                    (
                        "disclosure.regulations.made",
                        "disclosure.regulations.newly_published",
                        "disclosure.regulations.published_stock",
                    ),
                ),
                (
                    "规范性文件",
                    (
                        "disclosure.normative_documents.made",
                        "disclosure.normative_documents.newly_published",
                        "disclosure.normative_documents.published_stock",
                    ),
                ),
            ),
        ),
        (
            "第二十条第（五）项",
            ITEMS,
            (
                (
                    "行政许可",
                    (
                        "disclosure.permits.items_prior",
                        "disclosure.permits.items_change",
                        "disclosure.permits.decisions",
                    ),
                ),
                (
                    "其他对外管理服务事项",
                    (
                        "disclosure.other_services.items_prior",
                        "disclosure.other_services.items_change",
                        "disclosure.other_services.decisions",
                    ),
                ),
            ),
        ),
        (
            "第二十条第（六）项",
            ITEMS,
            (
                (
                    "行政处罚",
                    (
                        "disclosure.penalties.items_prior",
                        "disclosure.penalties.items_change",
                        "disclosure.penalties.decisions",
                    ),
                ),
                (
                    "行政强制",
                    (
                        "disclosure.coercion.items_prior",
                        "disclosure.coercion.items_change",
                        "disclosure.coercion.decisions",
                    ),
                ),
            ),
        ),
        (
            "第二十条第（八）项",
            ITEMS[:2],
            (("行政事业性收费", ("disclosure.charges.items_prior", "disclosure.charges.items_change")),),
        ),
        (
            "第二十条第（九）项",
            ("采购项目数量", "采购总金额"),
            (("政府集中采购", ("disclosure.procurement.projects", "disclosure.procurement.amount")),),
        ),
    ),
    "gid-2021": (
        (
            "第二十条第（一）项",
            ("本年制发件数", "本年废止件数", "现行有效件数"),
            (
                (
                    "规章",
                    (
                        "disclosure.regulations.made",
                        "disclosure.regulations.repealed",
                        "disclosure.regulations.in_force",
                    ),
                ),
                (
                    "行政规范性文件",
                    (
                        "disclosure.normative_documents.made",
                        "disclosure.normative_documents.repealed",
                        "disclosure.normative_documents.in_force",
                    ),
                ),
            ),
        ),
        (
            "第二十条第（五）项",
            ("本年处理决定数量",),
            (("行政许可", ("disclosure.permits.decisions",)),),
        ),
        (
            "第二十条第（六）项",
            ("本年处理决定数量",),
            (
                ("行政处罚", ("disclosure.penalties.decisions",)),
                ("行政强制", ("disclosure.coercion.decisions",)),
            ),
        ),
        (
            "第二十条第（八）项",
            ("本年收费金额（单位：万元）",),
            (("行政事业性收费", ("disclosure.charges.amount",)),),
        ),
    ),
}

# Section three: the groups under 三、本年度办理结果, each with its rows of (label, metric).
OUTCOME = "requests.outcome."
GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("（一）予以公开", (("", "granted"),)),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (("", "partial"),)),
    (
        "（三）不予公开",
        (
            ("1.属于国家秘密", "denied.state_secret"),
            ("2.其他法律行政法规禁止公开", "denied.prohibited_by_law"),
            ("3.危及“三安全一稳定”", "denied.security_stability"),
            ("4.保护第三方合法权益", "denied.third_party_rights"),
            ("5.属于三类内部事务信息", "denied.internal_affairs"),
            ("6.属于四类过程性信息", "denied.deliberative"),
            ("7.属于行政执法案卷", "denied.enforcement_files"),
            ("8.属于行政查询事项", "denied.registry_inquiry"),
        ),
    ),
    (
        "（四）无法提供",
        (
            ("1.本机关不掌握相关政府信息", "unavailable.not_held"),
            ("2.没有现成信息需要另行制作", "unavailable.would_need_creating"),
            ("3.补正后申请内容仍不明确", "unavailable.still_unclear"),
        ),
    ),
    (
        "（五）不予处理",
        (
            ("1.信访举报投诉类申请", "not_processed.petition"),
            ("2.重复申请", "not_processed.repeated"),
            ("3.要求提供公开出版物", "not_processed.published_material"),
            ("4.无正当理由大量反复申请", "not_processed.excessive"),
            ("5.要求行政机关确认或重新出具已获取信息", "not_processed.reconfirmation"),
        ),
    ),
)
OTHER: dict[str, tuple[tuple[str, str], ...]] = {
    "gid-2019": (("", "other"),),
    "gid-2021": (
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "other.not_clarified_in_time",
        ),
        (
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "other.fee_not_paid",
        ),
        ("3.其他", "other.miscellaneous"),
    ),
}

RESULTS = (
    ("结果\n维持", "upheld"),
    ("结果\n纠正", "corrected"),
    ("其他\n结果", "other"),
    ("尚未\n审结", "pending"),
    ("总计", "total"),
)
DISPUTES = ("review", "litigation.direct", "litigation.after_review")

# A printed cell: its text, its column span, its row span; and whether it is a value, with its key.
Printed = tuple[str, int, int, Key | None]


@cache
def page_keys(form: str) -> tuple[Key, ...]:
    """The value cells of a form, in the order in which it prints them."""
    rows = chain.from_iterable(_tables(form))
    return tuple(key for row in rows for _, _, _, key in row if key is not None)


def write_page(
    form: str,
    cells: Cells,
    *,
    title: str = TITLE,
    prose: str = "",
    blank: str = "&nbsp;",
    one_table: bool = False,
) -> str:
    """A page of a form as HTML.

    `prose` goes into section one, `blank` is what an empty cell holds; `one_table` puts the three
    tables of the form into one.
    """
    tables = [
        "".join(f"<tr>{''.join(_cell(printed, cells, blank) for printed in row)}</tr>\n" for row in table)
        for table in _tables(form)
    ]
    glue = "" if one_table else '</tbody></table>\n<p>以下为表格</p>\n<table border="1"><tbody>'
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title><style>td{{border:1px}}</style></head><body>\n'
        f'<div class="nav">首页 &gt; 政府信息公开 &gt; 年报</div>\n<p><b>{title}</b></p>\n<p>一、总体情况</p>\n'
        f'<p>{prose}</p>\n<table border="1"><tbody>{glue.join(tables)}</tbody></table>\n'
        "<p>五、存在的主要问题及改进情况</p><p>六、其他需要报告的事项</p><p>无。</p></body></html>"
    )


def write_lines(
    form: str, cells: Cells, *, title: str = TITLE, prose: str = "", lost: frozenset[Key] = frozenset()
) -> str:
    """The same page as text, one cell a line, as saving a table as text does; `lost` cells leave no line."""
    sections = (
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    )
    lines = [title, "一、总体情况", *([prose] if prose else [])]
    for section, table in zip(sections, _tables(form), strict=True):
        lines.append(section)
        for row in table:
            for label, _, _, key in row:
                if key not in lost:
                    lines.append(label.replace("\n", "") if key is None else cells.get(key, ""))
    return "\n".join([*lines, "五、存在的主要问题及改进情况", "六、其他需要报告的事项", "无。", ""])


def write_rows(
    form: str, cells: Cells, row_to_line: Callable[[Sequence[str]], str], *, prose: str = ""
) -> str:
    """The same page as text, one row a line, as `row_to_line` writes its cells."""
    lines = [TITLE, "一、总体情况", prose]
    for table in _tables(form):
        lines.append("表格")
        for row in table:
            texts = (
                label.replace("\n", "") if key is None else cells.get(key, "") for label, _, _, key in row
            )
            lines.append(row_to_line(list(texts)))
    return "\n".join([*lines, "五、存在的主要问题及改进情况", "无。", ""])


def read_page(page: str) -> Report:
    """The report of a page or text."""
    return yoy.read_report(page.encode())


def printed_cells(report: Report) -> dict[Key, Observation]:
    """The observations that stand in tables, by metric and applicant."""
    return {(item.metric, item.applicant): item for item in report.observations if item.source == "table"}


def figures(report: Report) -> dict[Key, tuple[str, object]]:
    """Status and value of each table cell."""
    return {key: (str(item.status), item.value) for key, item in printed_cells(report).items()}


def numbered(form: str) -> dict[Key, str]:
    """A page on which each cell holds another number, with a unit where the cell must print it."""
    numbers = {key: str(number) for number, key in enumerate(page_keys(form), start=100)}
    return {
        key: text + "元" if key[0] == "disclosure.procurement.amount" else text
        for key, text in numbers.items()
    }


def _tables(form: str) -> tuple[list[list[Printed]], ...]:
    return list(_blocks_to_rows(form)), list(_requests_to_rows(form)), list(_disputes_to_rows())


def _blocks_to_rows(form: str) -> Iterator[list[Printed]]:
    """Five columns wide; headings and values of three columns take up the fifth at different places."""
    for title, headings, rows in BLOCKS[form]:
        yield [(title, 5, 1, None)]
        spans = {1: (4,), 2: (1, 3), 3: (1, 2, 1)}[len(headings)]
        yield [("信息内容", 1, 1, None)] + [
            (heading, span, 1, None) for heading, span in zip(headings, spans, strict=True)
        ]
        spans = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}[len(headings)]
        for label, metrics in rows:
            yield [(label, 1, 1, None)] + [
                ("", span, 1, (metric, TOTAL)) for metric, span in zip(metrics, spans, strict=True)
            ]


def _requests_to_rows(form: str) -> Iterator[list[Printed]]:
    yield [(RECONCILIATION, 3, 3, None), ("申请人情况", 7, 1, None)]
    yield [("自然人", 1, 2, None), ("法人或其他组织", 5, 1, None), ("总计", 1, 2, None)]
    yield [(name, 1, 1, None) for name in ORGANIZATIONS]
    yield [("一、本年新收政府信息公开申请数量", 3, 1, None), *_values("requests.received")]
    yield [("二、上年结转政府信息公开申请数量", 3, 1, None), *_values("requests.carried_in")]
    groups = (*GROUPS, ("（六）其他处理", OTHER[form]))
    stub: list[Printed] = [("三、本年度办理结果", 1, sum(len(rows) for _, rows in groups) + 1, None)]
    for group, rows in groups:
        for number, (label, metric) in enumerate(rows):
            if not label:
                stub.append((group, 2, 1, None))
            else:
                stub += [(group, 1, len(rows), None)] * (number == 0) + [(label, 1, 1, None)]
            yield [*stub, *_values(OUTCOME + metric)]
            stub = []
    yield [("（七）总计", 2, 1, None), *_values("requests.closed")]
    yield [("四、结转下年度继续办理", 3, 1, None), *_values("requests.carried_out")]


def _values(metric: str) -> list[Printed]:
    return [("", 1, 1, (metric, applicant)) for applicant in APPLICANTS]


def _disputes_to_rows() -> Iterator[list[Printed]]:
    yield [("行政复议", 5, 1, None), ("行政诉讼", 10, 1, None)]
    yield [(result, 1, 2, None) for result, _ in RESULTS] + [
        ("未经复议直接起诉", 5, 1, None),
        ("复议后起诉", 5, 1, None),
    ]
    yield [(result, 1, 1, None) for result, _ in RESULTS] * 2
    yield [("", 1, 1, (f"{dispute}.{name}", TOTAL)) for dispute in DISPUTES for _, name in RESULTS]


def _cell(printed: Printed, cells: Cells, blank: str) -> str:
    text, columns, rows, key = printed
    if key is not None:
        text = cells.get(key, "")
    spans = (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{rows}"' if rows > 1 else "")
    content = html.escape(text).replace("\n", "<br />") or blank
    return f'<td{spans} nowrap="nowrap" style="width:66px;"><p align="center">{content}</p></td>'
