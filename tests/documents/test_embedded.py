"""Pages inside of scripts, of JSON and of hidden elements."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yoycompare as yoy
from yoycompare.documents.embedded import is_script, script_to_page

TITLE = "某某市2023年政府信息公开工作年度报告"
TABLE = (
    '<table border="1"><tr><td>信息内容</td><td>本年处理决定数量</td></tr>'
    "<tr><td>行政处罚</td><td>127</td></tr><tr><td>行政强制</td><td>0</td></tr></table>"
)
ENTITIES = TABLE.replace("<", "&lt;").replace(">", "&gt;")
STRING = json.dumps(TABLE, ensure_ascii=True)
HEAD = f"<html><head><title>{TITLE}</title></head><body><p>{TITLE}</p>"

FILES = {
    "a script": f"{HEAD}<script>var content = {STRING.replace('</', '<' + chr(92) + '/')};</script></body></html>",
    "escaped brackets": f"{HEAD}<script>show({STRING.replace('<', chr(92) + 'u003c')});</script></body></html>",
    "single quotes": HEAD + "<script>var c = '" + TABLE.replace("'", "\\'") + "';</script></body></html>",
    "parts added up": f"{HEAD}<script>var c = {json.dumps(TABLE[:80])} +\n {json.dumps(TABLE[80:])};</script></body>",
    "a text area": f'{HEAD}<textarea id="content">{ENTITIES}</textarea></body></html>',
    "a template": f"{HEAD}<template>{TABLE}</template></body></html>",
    "noscript": f"{HEAD}<noscript>{TABLE}</noscript></body></html>",
    "a frame": f"{HEAD}<iframe srcdoc='{TABLE}'></iframe></body></html>",
    "JSON": json.dumps({"code": 0, "data": {"title": TITLE, "content": TABLE}}, ensure_ascii=True),
    "JSON with entities": json.dumps({"title": TITLE, "content": ENTITIES}, ensure_ascii=False),
    "JSON in JSON": json.dumps({"title": TITLE, "body": json.dumps({"html": TABLE})}, ensure_ascii=False),
    "a callback": f"callback({json.dumps({'title': TITLE, 'content': TABLE})})",
}


@pytest.mark.parametrize("name", FILES)
def test_table_is_read(name: str) -> None:
    """The table is read as on a page, and each place re-reads to its print."""
    report = yoy.read_report(FILES[name].encode(), entity="某某市", year=2023)
    printed = {
        item.metric: (item.raw, report.document.printed_at(item.place))
        for item in report.observations
        if item.place is not None
    }

    assert {
        "disclosure.penalties.decisions": ("127", "127"),
        "disclosure.coercion.decisions": ("0", "0"),
    } == printed


def test_title_of_json() -> None:
    """Texts without markup are kept: the title says who reports, about which year."""
    report = yoy.read_report(FILES["JSON"].encode())

    assert ("某某市", 2023) == (report.entity, report.year)


def test_a_page_with_a_table_keeps_its_scripts_closed() -> None:
    """What a page shows counts; a second copy in a script is not read beside it."""
    script = f"<script>var template = {STRING.replace('127', '999')};</script>"
    report = yoy.read_report(f"{HEAD}{TABLE}{script}</body></html>".encode())

    assert ["127", "0"] == [item.raw for item in report.observations if item.place is not None]


@given(st.text(max_size=300), st.text(alphabet="\"'`\\\n{}[]<>tdp/u003c", max_size=300))
def test_any_text(text: str, odd: str) -> None:
    """No text breaks it, and what it gives is a text."""
    for script in (text, odd, f"var a = {odd}", f'{{"a": "{odd}'):
        assert isinstance(script_to_page(script), str)
        assert is_script(script) in (True, False)


def test_many_open_quotes_take_one_pass() -> None:
    """A million quotation marks that nothing closes: read in a moment, and nothing is found."""
    assert not script_to_page("var a = " + '"\n' * 1_000_000)
    assert not script_to_page("[" * 1_000_000)
