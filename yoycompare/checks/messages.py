"""Rows of checks → what is said of them, in Chinese and in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

from yoycompare.checks.catalogue import RULES
from yoycompare.checks.rows import number_text
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.vocabulary import TOTAL

__all__ = ["with_messages"]

AGAINST: Final = r"(\S+) against (.+?) (\S+) of (\d{4})"  # as `claims.changes` writes it
APPLICANT: Final = r"\[([^\[\]]{1,40})\]"
FIELD: Final = re.compile(r"\{(\w+)\}")
SHOWN: Final = 5  # missing cells of a message, at most
OPEN: Final = {  # what is said where a figure is missing, and where that leaves one number only
    "zh": ("{metric}：缺少{missing}，无法核对", "；按其余数字推算为{derived}"),
    "en": ("{metric}: it cannot be assessed without {missing}", "; the other figures give {derived}"),
}
OPEN_SENTENCE: Final = {
    "zh": "{metric}：正文“{detail}”无法核对",
    "en": "{metric}: the text says “{detail}”, which cannot be checked: {missing}",
}
STATUSES_ZH: Final = {
    "(blank)": "（空白）",
    "(dash)": "（横线）",
    "(text)": "（文字）",
    "(unreadable)": "（无法辨认）",
    "(absent)": "（没有这一格）",
    "(not_on_form)": "（该年表格没有此项）",
}
STATUSES_EN: Final = {"(absent)": "(no such cell)", "(not_on_form)": "(not on the form of that year)"}


def with_messages(rows: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Rows with `message_zh` and `message_en`; null where the check holds."""
    messages = (_message(lang, vocabulary).alias(f"message_{lang}") for lang in ("zh", "en"))
    open_or_failing = pl.col("outcome") != "holds"
    said = rows.filter(open_or_failing).with_columns(*messages)
    quiet = rows.filter(~open_or_failing).with_columns(message_zh=pl.lit(""), message_en=pl.lit(""))
    return pl.concat([said, quiet])


def _message(lang: str, vocabulary: Vocabulary) -> pl.Expr:
    fields = _fields(lang, vocabulary)
    opening, derived = (_filled(template, fields) for template in OPEN[lang])
    said = pl.when(pl.col("derived").is_null()).then(opening).otherwise(opening + derived)
    said = pl.when(pl.col("detail") == "").then(said).otherwise(_filled(OPEN_SENTENCE[lang], fields))
    fails = pl.col("outcome") == "fails"
    for rule in RULES.values():
        template = getattr(rule, f"fails_{lang}")
        said = pl.when(fails & (pl.col("rule") == rule.id)).then(_filled(template, fields)).otherwise(said)
    return said


def _filled(template: str, fields: Mapping[str, pl.Expr]) -> pl.Expr:
    return pl.format(FIELD.sub("{}", template), *(fields[name] for name in FIELD.findall(template)))


def _fields(lang: str, vocabulary: Vocabulary) -> dict[str, pl.Expr]:
    names = {item.id: getattr(item, lang) for item in vocabulary.metrics.values()}
    names |= {item.id: getattr(item, lang) for item in vocabulary.ratios.values()}
    applicants = {item.id: getattr(item, lang) for item in vocabulary.applicants.values()}
    metric = pl.col("metric").replace(names)
    applicant = pl.col("applicant").replace(applicants)
    whom = pl.format("（{}）" if lang == "zh" else " ({})", applicant)
    is_total = pl.col("applicant") == TOTAL
    statuses = STATUSES_ZH if lang == "zh" else STATUSES_EN

    def named(text: pl.Expr) -> pl.Expr:
        return _replaced(
            _replaced(text, names), {f"[{key}]": f"[{name}]" for key, name in applicants.items()}
        )

    about = pl.when(metric == "").then(pl.lit("正文" if lang == "zh" else "text")).otherwise(metric)
    cells = pl.col("missing").str.split(", ")
    is_long, some = cells.list.len() > SHOWN, cells.list.head(SHOWN).list.join(", ")
    numbers = {
        "left": pl.col("left"),
        "right": pl.col("right"),
        "difference": pl.col("difference").abs(),
        "derived": pl.col("derived"),
    }
    return {
        "metric": pl.when(is_total).then(about).otherwise(about + whom),
        "year": pl.col("year").cast(pl.String),
        "previous": (pl.col("year") - 1).cast(pl.String),
        "formula": _spoken(named(pl.coalesce(f"formula_{lang}", "formula")), lang),
        "missing": _listed(
            _replaced(named(pl.when(is_long).then(pl.format("{}, …", some)).otherwise("missing")), statuses),
            lang,
        ),
        "detail": pl.col("detail"),
        **{name: number_text(value.round(6)).fill_null("") for name, value in numbers.items()},
    }


def _listed(cells: pl.Expr, lang: str) -> pl.Expr:
    """A list of cells as a sentence has it: kinds of applicants in parentheses, and Chinese signs between Chinese names."""
    if lang != "zh":
        return cells.str.replace_all(APPLICANT, " ($1)")
    return cells.str.replace_all(APPLICANT, "（$1）").str.replace_many([", ", " （"], ["、", "（"])


def _spoken(calculation: pl.Expr, lang: str) -> pl.Expr:
    """The words between the numbers of a claim's calculation in Chinese too: 3646，2023年…3607：+1.08%."""
    if lang != "zh":
        return calculation
    return (
        calculation.str.replace(AGAINST, "${1}，${4}年${2}${3}")
        .str.replace_all(": ", "：", literal=True)
        .str.replace(r" times$", "倍")
    )


def _replaced(text: pl.Expr, words: Mapping[str, str]) -> pl.Expr:
    """Each word replaced, the longest that fits first."""
    keys: Iterable[str] = sorted(words, key=len, reverse=True)
    return text.str.replace_many(list(keys), [words[key] for key in keys], leftmost=True)
