"""Labels: what varies between copies of a form is put aside, nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yoycompare.reports.labels import label_index
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.definitions import TableLayout
from yoycompare.vocabulary.labels import normal_label


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("一、本年新收政府信息公开申请数量", "本年新收政府信息公开申请数量"),
        ("（一）予以公开", "予以公开"),
        ("(一)予以公开", "予以公开"),
        ("（七）总计", "总计"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("１．属于国家秘密", "属于国家秘密"),
        ("1、属于国家秘密", "属于国家秘密"),
        ("(1)属于国家秘密", "属于国家秘密"),
        ("8. 属于行政查询事项", "属于行政查询事项"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ('3.危及"三安全一稳定"', "危及三安全一稳定"),
        ("商业\n企业", "商业企业"),
        ("　其 他\u00a0", "其他"),
        ("本年增/减", "本年增/减"),
        ("第二十条 第(一)项", "第二十条第(一)项"),
        ("第二十条第（一）项", "第二十条第(一)项"),
        ("本年收费金额（单位：万元）", "本年收费金额(单位万元)"),
        ("十二", "十二"),
        ("3.5", "3.5"),
        ("1O5", "1O5"),
        ("", ""),
    ],
)
def test_normal_label(printed: str, normal: str) -> None:
    """Spaces, width, quotes and numbering aside; titles of blocks keep their number."""
    assert normal == normal_label(printed)


@given(st.text(st.sampled_from("一二三（）()、.．12１ 　\n“”《》:：其他总计") | st.characters(), max_size=20))
def test_any_label(text: str) -> None:
    """Any text has a normal label without white space, and width does not matter to it."""
    label = normal_label(text)

    assert "" == "".join(character for character in label if character.isspace())
    assert label == normal_label(text.replace("（", "(").replace("）", ")").replace("：", ":"))


def test_each_path_leads_to_one_row_of_a_form(vocabulary: Vocabulary) -> None:
    """Where cells stand under whole paths, no normal path leads to two rows of one form."""
    index = label_index(vocabulary)
    for layout in (TableLayout.APPLICANTS, TableLayout.BLOCKS):
        for path, entries in index.rows[layout].items():
            tables = [(entry.form, entry.table.id) for entry in entries]

            assert len(tables) == len(set(tables)), path
    for path, columns in index.columns[TableLayout.COLUMNS].items():
        forms = [entry.form for entry in columns]

        assert len(forms) == len(set(forms)), path


def test_index_is_made_once(vocabulary: Vocabulary) -> None:
    """The index of a vocabulary is kept."""
    assert label_index(vocabulary) is label_index(vocabulary)
