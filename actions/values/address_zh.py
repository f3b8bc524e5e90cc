"""Chinese addresses in one line: province, city, district, street, and who receives there."""

from __future__ import annotations

import re

from actions.shop.order import Address
from actions.values.address_words import without_remarks_zh
from actions.values.fold import fold
from actions.values.regions import MUNICIPALITIES, PROVINCE_OF, PROVINCES, SPECIAL

H = r"[\u3400-\u9fff]"
PROVINCE = re.compile(
    rf"(?:{'|'.join([*MUNICIPALITIES, *PROVINCES])})"
    r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|特别行政区|自治区)?"
)
KNOWN_CITY = re.compile(rf"(?:{'|'.join(sorted(PROVINCE_OF, key=len, reverse=True))})市?")
ANY_CITY = re.compile(rf"{H}{{2,7}}?(?:自治州|地区|盟|市)(?![场民政])")
DISTRICT = re.compile(
    rf"{H}{{1,6}}?(?:开发区|新区|高新区|自治县|自治旗|区(?!间)|县|旗)|{H}{{2,4}}?市(?!场)"
)
STREET = re.compile(
    rf"{H}{{1,12}}?(?:路|街|大道|道|巷|弄|胡同|里|村|镇|乡|小区|花园|花苑|公寓|大厦|广场"
    rf"|新村|苑|园|城|庄|屯|组|中心|学校|小学|中学|大学)"
)
HOUSE = (
    r"(?:\d+|[一二三四五六七八九十百]+|[a-z]\d*)(?:-\d+)*(?:号楼|号院|号|栋|幢|座|单元|楼|层"
    r"|室|房|弄|门|户)"
)
ENDING = re.compile(rf"(?:{HOUSE}|\d+(?:-\d+)+|\d{{2,5}}(?=$|[\s,，。;；]))")
SOME_STREET = re.compile(rf"{HOUSE}|{STREET.pattern}")
POSTCODE = re.compile(r"(?:邮编|邮政编码)?[:： ]*(?<!\d)(\d{6})(?![\d号室栋幢楼])")
LABEL = re.compile(
    r"(?:我的|新|改成|改为|正确的?)?(?P<what>收件人|收货人|姓名|名字|联系人|电话|手机号?"
    r"|联系方式|号码|地址|收货地址|详细地址|所在地区)"
    r"(?:要|想|得)?(?:应该是|改成|改为|换成|是|为)?\s*[:：]?\s*"
)
# What stands unlabelled beside an address is a name only where it begins as names do.
SURNAME = (
    r"(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|夏侯|端木|南宫"
    r"|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    r"鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄穆萧肖尹姚邵湛汪祁毛禹狄米明臧计伏成戴宋庞熊纪"
    r"舒屈项祝董梁杜阮蓝闵席季麻贾路娄江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应宗丁宣邓单洪包左石崔吉"
    r"龚程邢裴陆荣翁荀羊甄曲封储靳段巫焦侯全班仰秋仲伊宁仇甘厉祖武符刘景詹龙叶黎白蒲卓蔺池乔翟谭申桑温庄晏柴瞿阎慕连茹习"
    r"艾鱼容向古易廖文耿满匡寇广关师聂曾沙游竺权盖佟展車陳張趙孫錢吳鄭馮衛蔣韓楊許呂嚴魏陶謝鄒蘇葉劉鄧鍾鐘盧賴龔譚賀羅"
    r"顧蕭湯紀閻歐龍黃萬廣關賈鄔畢郝齊來])"
)
NAME = re.compile(
    rf"^(?:{SURNAME}{H}{{1,3}}|[小老阿]{SURNAME}|{H}{{1,8}}·{H}{{1,8}}|[A-Z][A-Za-z .'-]{{1,40}})$"
)
# "也改成", "填错了": words around an address are made of these, and names are not.
NO_NAME = re.compile(
    r"[的了吗呢吧么不没要是就都也很个这那哪怎什错改填写换送寄请帮您你我他她它們们]|地址|电话|手机|号码"
)
NO_NAMES = {
    "单元",
    "谢谢",
    "多谢",
    "麻烦",
    "麻烦了",
    "你好",
    "您好",
    "不对",
    "错了",
    "好的",
    "地址",
    "电话",
    "客服",
    "在吗",
    "不是",
    "不变",
    "照旧",
    "一样",
}
# "送公司吧", "麻烦改一下": what is to be done, not who receives.
NO_NAME = re.compile(r"^(?:[送寄改发换请]|麻烦)|[吧呢啊呀了的]$")
# "送公司吧：周远航，……" tells beforehand that an address follows.
INTRO = re.compile(r"^[^\d:：,，\n]{0,12}?(?:[送寄改发换]|麻烦|如下|吧)[^\d:：,，\n]{0,6}[:：]\s*")
TITLE = re.compile(r"(?:先生|女士|小姐|同学|老师)?(?:收|收件|签收)?$")
LEAD = re.compile(
    r"^(?:[啊呃哦噢嗯]|不对|不是|写错了?|填错了?|错了|抱歉|不好意思|那|就|还是|要不"
    r"|麻烦|请|要|想|得|需要|帮我|把|地址|收货地址|收件地址|改成|改到|改为|换成|寄到|寄往|寄去|送到|送去|发到"
    r"|应该是|正确的?是?|是|新的?|在|我住在?|我家在|搬到|到|:|：|\s)+"
)
# "订单……改寄到浙江省": what stands before is about the order, not part of the place.
MOVED = re.compile(
    rf"^.*?(?:改成|改为|换成|换到|[改寄送发转搬]到|[改转]?[寄送发][到往去]|[改转][寄送发])"
    rf"(?={PROVINCE.pattern}|{KNOWN_CITY.pattern})"
)
TAIL = re.compile(r"(?:[,，。;；!！~～\s]|谢谢.*|吧|哈|了|哦|就行|就好|才对|可以吗|的|这里)+$")
# "Tom Lee" is one name.
CUTS = re.compile(r"[\n,，;；。、|]+|(?<![A-Za-z])\s+|\s+(?![A-Za-z])")


def cut(text: str, phone: str) -> Address:
    """The parts of `text`, from which the phone was already taken."""
    recipient, named, body, postcode = _split(without_remarks_zh(text))
    province, city, district, street = _regions(body)
    country = "CN" if province or city or district else ""
    if not (country or SOME_STREET.search(fold(street))):
        street = ""
    if not (named or country or street or phone):
        recipient = ""
    return Address(recipient, phone, country, province, city, district, street, postcode)


def find(folded: str) -> tuple[int, int] | None:
    start, marks = _start(folded)
    house = list(ENDING.finditer(folded, start if start is not None else 0))
    if start is None or (marks < 2 and not house):
        return None
    ends = [match.end() for match in house]
    ends += [match.end() for match in STREET.finditer(folded, start)]
    ends += [match.end() for match in DISTRICT.finditer(folded, start)]
    end = max(ends, default=start)
    return (start, end) if end - start >= 4 else None


def _start(folded: str) -> tuple[int | None, int]:
    """Where the first region or street begins, and how many kinds of parts are named."""
    first = PROVINCE.search(folded) or KNOWN_CITY.search(folded)
    district, street = DISTRICT.search(folded), STREET.search(folded)
    house = re.search(HOUSE, folded)
    marks = sum(match is not None for match in (first, district, street, house))
    if first is not None:
        return first.start(), marks
    part = district if district and (not street or district.start() <= street.start()) else street
    if part is None or house is None:
        return None, marks
    lead = LEAD.match(part.group())
    return part.start() + (lead.end() if lead else 0), marks


def _split(text: str) -> tuple[str, bool, str, str]:
    """Recipient and whether it was called one, the address itself and the postcode."""
    labelled = _labelled(text)
    recipient, body = labelled.get("name", ""), labelled.get("address", INTRO.sub("", text))
    named = bool(recipient)
    postcode = POSTCODE.search(fold(body))
    code = postcode.group(1) if postcode else ""
    if postcode:
        body = body[: postcode.start()] + "\n" + body[postcode.end() :]
    pieces = [piece for piece in CUTS.split(LABEL.sub("\n", body)) if piece.strip()]
    kept: list[str] = []
    for piece in pieces:
        bare = TITLE.sub("", piece)
        if (
            not recipient
            and NAME.match(bare)
            and not _is_place(fold(piece))
            and bare not in NO_NAMES
            and not NO_NAME.search(bare)
        ):
            recipient = bare
        else:
            kept.append(piece)
    while len(kept) > 1 and not _is_part(fold(kept[-1])):
        kept.pop()
    while len(kept) > 1 and NO_NAME.search(kept[0]) and not _is_part(fold(kept[0])):
        kept.pop(0)
    return recipient, named, _trim("".join(kept)), code


def _labelled(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    labels = list(LABEL.finditer(fold(text)))
    for label, after in zip(labels, [*labels[1:], None], strict=False):
        value = text[label.end() : after.start() if after else len(text)].strip(" ,，;；\n。、")
        name = label["what"] in ("收件人", "收货人", "姓名", "名字", "联系人")
        # "收件人改成我妈" tells who, but is no name to put on a parcel.
        if name and value and value not in NO_NAMES and not value.startswith("我"):
            who, *rest = CUTS.split(value)
            found["name"] = TITLE.sub("", who)
            if rest and len(labels) == 1:
                found["address"] = text[: label.start()] + "\n" + "\n".join(rest)
        elif label["what"].endswith("地址") and value:
            found["address"] = value
    return found


def _is_place(folded: str) -> bool:
    places = (PROVINCE, KNOWN_CITY, DISTRICT, STREET)
    return any(place.match(folded) for place in places) or LEAD.fullmatch(folded) is not None


def _is_part(folded: str) -> bool:
    """Whether a last piece still names a place; a remark after the address does not."""
    return bool(re.search(r"\d", folded) or SOME_STREET.search(folded)) or _is_place(folded)


def _trim(body: str) -> str:
    moved = MOVED.search(fold(body))
    body = body[moved.end() :] if moved else body
    place = PROVINCE.search(fold(body)) or KNOWN_CITY.search(fold(body))
    if place and not any(part.search(fold(body)[: place.start()]) for part in (DISTRICT, STREET)):
        body = body[place.start() :]
    lead = LEAD.match(fold(body))
    return TAIL.sub("", body[lead.end() :] if lead else body)


def _regions(body: str) -> tuple[str, str, str, str]:
    """Province, city, district, street. Positions in the folded text are those in `body`."""
    folded, at = fold(body), 0
    province, city = "", ""
    if match := PROVINCE.search(folded):
        name = next(n for n in (*MUNICIPALITIES, *PROVINCES) if match.group().startswith(n))
        ambiguous = name == "吉林" and match.group().endswith("市")
        if match.start() == 0 and not ambiguous:
            province, at = PROVINCES.get(name, name + "市"), match.end()
            city = province if name in (*MUNICIPALITIES, *SPECIAL) else ""
    repeated = re.compile(re.escape(city)).match(folded, at) if city else None
    if repeated:
        at = repeated.end()
    if not city and (match := KNOWN_CITY.match(folded, at)):
        name = match.group().removesuffix("市")
        city, at = name + "市", match.end()
        province = province or PROVINCE_OF[name]
    elif not city and (match := ANY_CITY.match(folded, at)):
        city, at = body[at : match.end()], match.end()
    match = DISTRICT.match(folded, at)
    district = body[at : match.end()] if match else ""
    return province, city, district, body[match.end() if match else at :].strip(" ,，")
