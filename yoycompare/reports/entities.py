"""Name → whether it names a body, how wide a scope its report has, and the level of government."""

from __future__ import annotations

import functools
import re
from typing import Final

from yoycompare.reports.report import Scope
from yoycompare.reports.years import HAN
from yoycompare.vocabulary import Vocabulary

__all__ = ["entity_to_level", "entity_to_scope", "has_own_place", "text_to_entity"]

NAME: Final = re.compile(rf"[{HAN}（(“‘][{HAN}（）()·•、“”‘’0-9A-Za-z]{{1,79}}")
LEAD: Final = re.compile(
    r"^(?:关于|關於|關于|有关|当前位置|您(?:现在)?的位置|所在位置|首页|索引号|标题|题目|名称|正文|附件|现将|现公布|"
    r"现发布|现向社会公布|公开|公布|发布|印发|[0-9]{1,3}[.、．]|[第（(]?[一二三四五六七八九十]{1,3}[、）)]|[0-9]{1,2}(?![0-9]))+"
)
TRAIL: Final = re.compile(r"(?:(?:关于|關於|關于)?(?:公布|发布|印发|公开)?|的)$")
WRAPPED: Final = re.compile(r"[（(][^（()）]{1,80}[）)]")
# The last character of what can report: an area, a body, its office. 首页, 公告 and 目录 end otherwise.
BODY: Final = re.compile(
    r"[省市县區区旗州盟乡鄉镇鎮兵团團府局厅廳部署院办辦室心队隊所站处處会會馆館校学學司组組委联聯协協行台庭园園场場城岛村关關"
    r"狱监署营厂店库港基地师街道木社中院宫池级）)]$"
)
PORTAL: Final = re.compile(
    r"(?:网站|專區|专区|平台|新闻中心|园地|政务公开|信息公开|门户|展示区|栏目|列表|下载中心|办事大厅|服务大厅|便民服务|互动交流)$"
)
# Words of advertisements that stand inside titles of copied pages.
ADVERT: Final = re.compile(r"娱乐场|娱乐城|赌场|博彩|百家乐|葡京|真人|投注|棋牌|官网|在线观看|代开|老虎机")
SENTENCE: Final = re.compile(r"根据|按照|依照|参照|做好|报送|开展|编制|填报|解读|我们|为了|通知|要求|如下")
# Nobody is named by these: whose government, which bureau?
NOBODY: Final = re.compile(
    r"(?:本|我|各|全|该|贵)(?:[省市县区州盟旗乡镇局委办厅院校]|单位|机关|部门|机构|公司){1,3}"
    r"|[省市县区州盟旗乡镇]?(?:各级)?(?:各部门|各单位|人民政府|人民|政府|政务|部门|单位|机关)|上半年|下半年|年度|工作|街道|乡镇|办公[厅室]"
)
FOUR_DIGITS: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")  # a year or a count, no name

OWN_PLACE: Final = re.compile(
    rf"^[{HAN}]{{1,10}}?(?:省|自治区|自治州|市|州|盟|地区|县|区|旗|兵团|乡|镇|街道)|^(?:国家|中国|国务院|中华)"
)
LEVEL_ONLY: Final = re.compile(r"本级(?:政府|机关)?[）)]?$")
AREA_ENDING: Final = re.compile(
    r"(?:省|自治区|市|自治州|州|盟|地区|县|区|旗|兵团)(?:[（(]?(?:全[省市县区]?)?汇总[）)]?)?$"
)
GOVERNMENT: Final = re.compile(r"人民政府$|^.{1,12}政府$")
TOWNSHIP: Final = re.compile(r"(?:街道|镇|乡|苏木)(?:办事处|(?:人民)?政府)?(?:(?:党政)?(?:综合)?办公室)?$")
WHOLE_AREA: Final = re.compile(
    r"全(?:省|市|县|区|州|盟|旗)[^。]{0,12}(?:受理|收到|收办|新收|接收|办理)"
    r"|各(?:市|州|县|区|旗|乡|镇|街道)[^。]{0,60}(?:编制|汇总)"
)
COUNTY: Final = re.compile(
    r"^(?!城市|都市|社区|小区|景区|库区|园区|城区|校区|全市|全县|全区)"
    r"[一-鿿]{1,8}?(?:自治县|林区|特区|新区|开发区|园区|县|区|旗|市)"
)
NATION, PROVINCE, PREFECTURE, COUNTY_LEVEL, TOWNSHIP_LEVEL = (
    "nation",
    "province",
    "prefecture",
    "county",
    "township",
)
UNKNOWN: Final = "unknown"
LISTED: Final = (NATION, PROVINCE, PREFECTURE)
# Branches of central bodies carry the name of the place after that of the body.
BRANCH: Final = re.compile(r"^(?:国家|中国)[一-鿿]{2,10}?(?:总局|局|银行|委员会)(?=[一-鿿]{2})")


def text_to_entity(text: str) -> str:
    """The body that a piece of a title names, as printed; empty where it names none.

    Examples
    --------
    >>> text_to_entity("关于宿迁市财政局"), text_to_entity("公示公告"), text_to_entity("****政府"), text_to_entity("我局")
    ('宿迁市财政局', '', '', '')
    """
    name = text.strip(" \u3000\xa0、·•-—").removesuffix("年")
    name = TRAIL.sub("", LEAD.sub("", name)).strip("、·• ")
    if WRAPPED.fullmatch(name):
        name = name[1:-1]
    while name.startswith(("）", ")")):
        name = name[1:]
    if not NAME.fullmatch(name) or not BODY.search(name):
        return ""
    unnamed = (
        NOBODY.fullmatch(name)
        or FOUR_DIGITS.search(name)
        or PORTAL.search(name)
        or ADVERT.search(name)
        or SENTENCE.search(name)
    )
    balanced = name.count("（") + name.count("(") == name.count("）") + name.count(")")
    return "" if unnamed or not balanced else name


def has_own_place(entity: str) -> bool:
    """Whether a name begins with that of a place.

    Examples
    --------
    >>> has_own_place("宿迁市财政局"), has_own_place("财政局")
    (True, False)
    """
    return OWN_PLACE.match(entity) is not None


def entity_to_scope(entity: str, text: str) -> Scope:
    """Whether the report covers an area or one body, from the name, and for a government from the text.

    Examples
    --------
    >>> str(entity_to_scope("宿迁市", "")), str(entity_to_scope("上海市人民政府办公厅", ""))
    ('area', 'organ')
    >>> str(entity_to_scope("浙江省本级", ""))  # the bodies of one level: neither
    'unknown'
    """
    if not entity or LEVEL_ONLY.search(entity):
        return Scope.UNKNOWN
    if TOWNSHIP.search(entity):
        return Scope.ORGAN
    if AREA_ENDING.search(entity):
        return Scope.AREA
    if GOVERNMENT.search(entity):
        return Scope.AREA if WHOLE_AREA.search(text) else Scope.UNKNOWN
    return Scope.ORGAN


@functools.lru_cache(maxsize=4096)
def entity_to_level(entity: str, vocabulary: Vocabulary) -> str:
    """The level of government of a body, from its name; `unknown` where the name does not say."""
    named = {known: vocabulary.levels[known].names for known in LISTED if known in vocabulary.levels}
    if entity.startswith(named.get(NATION, ())):
        return NATION
    rest, level = BRANCH.sub("", entity), UNKNOWN
    for known in (PROVINCE, PREFECTURE):
        prefix = max((name for name in named.get(known, ()) if rest.startswith(name)), key=len, default="")
        if prefix:
            rest, level = rest.removeprefix(prefix), known
    if county := COUNTY.match(rest):
        if county[0].endswith("市") and not _is_simplified(county[0]):
            return UNKNOWN  # the names that are listed are in simplified characters
        level, rest = COUNTY_LEVEL, rest[county.end() :]
    return TOWNSHIP_LEVEL if TOWNSHIP.search(rest) else level


def _is_simplified(name: str) -> bool:
    """Whether a name is in the characters of GB 2312, which has no traditional ones."""
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
