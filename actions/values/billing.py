"""Who an invoice is made out to: a title and a tax number in a shopper's own words. No look-ups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actions.values.fold import fold

LONGEST_TITLE = 80
TAX_NUMBER = re.compile(
    r"(?:税务?登记号|[税稅][务務]?[号號]码?|纳税人?(?:识别)?[号號]码?|納稅人?(?:識別)?[号號]碼?"
    r"|统一社会信用代码|信用代码"
    r"|\b(?:(?:tax(?:payer)?|vat|ein|tin|gst|uen)"
    r"(?: ?(?:identification|registration|reg|id|no|nr|number|num|#))+\b\.?"
    # "VAT LK202611200614" may well be an order number behind a word.
    r"|(?:vat|ein|tin|gst|uen)\b(?![: ]*[a-z]{2}\d{12})))"
    r"(?:[是为爲:# ]|\bis\b)*"
    r"(?P<number>[a-z]{0,3} ?\d{1,4}(?: \d{2,4})+(?![0-9a-z])"
    r"|[a-z]{0,4}[- ]?\d[0-9a-z]*(?:-[0-9a-z]+)*)"
)
FEWEST_SIGNS, MOST_SIGNS = 7, 24

# What ends a title: a sign, what else an invoice needs, where it is sent to, a polite word.
ENDS_ZH = (
    r"(?=\s|[,，;；。!！/|、]|[税稅][务務]?[号號登]|纳税|納稅|统一社会|信用代码|发[到给往]?[a-z0-9]"
    r"|[发寄送][到给往]|[邮郵][箱件]|开票|[谢麻]|$)"
)
LABELLED_ZH = re.compile(
    r"(?:[抬台][头頭]|(?:公司|单位|單位|企业)名[称稱]?)(?:[是为写寫填开開给給:： ])*"
    rf"(?P<title>\S.*?){ENDS_ZH}"
)
LATIN_ZH = re.compile(
    r"(?:[抬台][头頭]|(?:公司|单位|單位|企业)名[称稱]?)(?:[是为写寫填开開给給:： ])*"
    r"(?P<title>[a-z][a-z0-9 .&'-]*?)(?=\s*(?:[^\sa-z0-9.&'@-]|$)|\s+\S+@|\s+(?:tax|vat)\b)"
)
FOR_COMPANY_ZH = re.compile(
    r"(?:开给|开成|开到|给|以|用)(?P<title>[\u4e00-\u9fff()（）]{2,30}?公司)(?!名)"
)
ASKS_ZH = re.compile(r"什么|怎|哪|吗|么|可以|能不能|错|改|需要|要不要|如何")
SUFFIX = (
    r"(?:gmbh|limited|ltd|inc|llc|llp|plc|pte|corp|corporation|company|co|ag|kg|bv|b\.v|sa|s\.a|sarl"
    r"|srl|spa|oy|ab|as|holdings|group)"
)
ENDS_EN = (
    rf"(?=\s*(?:;|\n|,(?! ?{SUFFIX}\b)|\.(?:\s(?! ?{SUFFIX}\b)|$)|$)"
    r"|\s+(?:and|to|with|tax|vat|ein|tin|gst|uen|e-?mail|mail|send|please|pls|thanks|thank|for|at|my)\b"
    r"|\s+\S+@)"
)
LABELLED_EN = re.compile(
    r"\b(?:(?:company|business|invoice|billing) (?:name|title)|(?:made|make it|make) out to"
    r"|in the name of|bill(?:ed)? to|addressed to|company(?= ?:| is\b)|title(?= ?:| is\b))"
    rf"(?: is\b|[: ])*(?P<title>[a-z0-9].*?){ENDS_EN}"
)
FOR_EN = re.compile(
    rf"\bfor (?P<title>[a-z0-9][^,;\n]*?){ENDS_EN}(?P<tax>,?\s+(?:tax|vat|ein|tin|gst|uen)\b)?"
)
COMPANY_EN = re.compile(rf"\b{SUFFIX}\.?$")
NOT_A_NAME = re.compile(
    r"(?:my|our|the|this|that|your|a|an|it|me|us|what|which|order|orders|tax|accounting|should|must"
    r"|has|have|needs?|is|was|isn't|wrong|missing|on|in)\b|[a-z]{0,2}\d+$"
)


@dataclass(frozen=True)
class Billing:
    """`title` is as it was written, `tax_number` in capitals; each empty where it was not said."""

    title: str = ""
    tax_number: str = ""


def tax_numbers(folded: str) -> Iterator[tuple[int, int]]:
    """Where tax numbers stand in folded text, each right behind a word that says it is one."""
    for match in TAX_NUMBER.finditer(folded):
        start, end = match.span("number")
        if FEWEST_SIGNS <= sum(sign.isalnum() for sign in match["number"]) <= MOST_SIGNS:
            yield start, end


def read_billing(text: str) -> Billing:
    """The title and the tax number that the text names."""
    folded = fold(text)
    start, end = next(tax_numbers(folded), (0, 0))
    number = text[start:end].translate({ord(" "): None}).upper()
    return Billing(_title(text, folded), number)


def _title(text: str, folded: str) -> str:
    for pattern in (LATIN_ZH, LABELLED_ZH, FOR_COMPANY_ZH, LABELLED_EN, FOR_EN):
        for match in pattern.finditer(folded):
            if _is_title(match):
                start, end = match.span("title")
                return text[start:end].strip(" .:：\"'“”「」")
    return ""


def _is_title(match: re.Match[str]) -> bool:
    title = match["title"]
    if len(title) > LONGEST_TITLE or "@" in title:
        return False
    company = bool(COMPANY_EN.search(title)) or title.endswith("公司")
    if match.re is FOR_EN and not company and not match["tax"]:
        return False
    if ASKS_ZH.search(title) and not company:
        return False
    return company or NOT_A_NAME.match(title) is None
