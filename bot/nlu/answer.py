"""What a message means as the answer to what was asked last. Pure decisions, no Rasa."""

from __future__ import annotations

import re

from actions.values.numeral import whole_number
from bot.nlu.grams import masked
from bot.nlu.plainly import said_plainly
from bot.nlu.read import AFFIRM, DENY, INFORM, OPEN, SHORT, SOFT, Read, length

# What the bot asks for belongs to these: they give way to a value that was asked for.
OWN = {
    "address": frozenset({"wrong_address"}),
    "slot": frozenset({"reschedule_delivery"}),
    "items": frozenset({"item_problem"}),
    "change": frozenset({"change_items"}),
    "number": frozenset({"order_status"}),
    "email": frozenset({"ask_invoice"}),
    "rating": frozenset({"give_feedback"}),
}
# Asked to choose a remedy, "退款" is itself the choice.
CHOSEN_BY_INTENT = frozenset({"wish", "reading"})
NUMBERS = frozenset({"order_number", "tracking_number", "order_ending", "digits"})
FITTING = {
    "number": NUMBERS | {"phone_ending", "phone"},
    "proof": frozenset({"phone_ending", "order_ending", "digits", "phone", "email"}),
    "email": frozenset({"email"}),
    "address": frozenset({"address", "phone"}),
    "slot": frozenset({"when"}),
    "order": NUMBERS | {"phone_ending", "ordinal", "when", "amount"},
    "wish": frozenset({"ordinal"}),
    "reading": frozenset({"ordinal"}),
    "product": frozenset({"ordinal"}),
    "items": frozenset({"ordinal", "quantity"}),
    "change": frozenset({"ordinal", "quantity", "digits"}),
    "rating": frozenset({"ordinal", "digits"}),
}
# What proves an order is given for that, whatever else is said about a lost phone or mail.
PROOFS = frozenset({"phone_ending", "phone", "email"})
LEAVING = frozenset({"stop", "talk_to_human"})
NO_PHOTO = re.compile(
    r"没有?(?:拍|照片|图)|拍不了|没法拍|\bno (?:photo|picture|pic)"
    r"|\b(?:don'?t|haven'?t|can'?t|cannot|without)\b.{0,20}\b(?:photo|picture|pic)"
)
CHOICES = frozenset({"order", "wish", "reading", "product", "items", "rating"})
# Whatever few words answer "what shall it be instead?": sizes and colours are no entities.
FREE = frozenset({"change"})
YES_OR_NO = frozenset({"yes", "more", "photos"})
# What a value is in the light of the question.
MEANT = {
    "number": {"digits": "order_number", "phone_ending": "order_ending"},
    "order": {"digits": "order_number", "phone_ending": "order_ending"},
    "proof": {"digits": "phone_ending", "order_ending": "phone_ending"},
}
CLOSING = r"[\s,.!?~。，！？～、…]*"
ENDINGS_ZH = "(?:的|吧|呀|啊|哦|喔|噢|嘛|啦|了|呢|滴|哒|就这样|谢谢|办吧|麻烦了)*"
POLITE = "(?:谢谢您?|多谢|麻烦(?:你|您)?了?|辛苦(?:你|您)?了?|thanks|thank you|thx)"
YES = re.compile(
    rf"(?:(?:好|行|可以|成|中|嗯|恩|对|是|确认|确定|同意|需?要|没问题|没错|得|冇问题|就这样"
    rf"|弄吧|办吧|改吧|退吧|来吧|当然|必须|继续"
    rf"|发吧|提交吧?|send it|submit it"
    rf"|ok|okay|okey|k|yes|yep|yeah|yup|ya|y|sure|please|pls|plz|do it|do that|go"
    rf"|go ahead|go on|go for it|confirm|confirmed"
    rf"|correct|right|exactly|absolutely|of course|sounds good|fine|that's (?:right|fine"
    rf"|ok|correct)|proceed|agreed?|👍|👌|✅|💯|🙏)"
    rf"{ENDINGS_ZH}{CLOSING})+(?:{POLITE}{CLOSING})*"
)
NO = re.compile(
    rf"(?:(?:先?(?:不|别)(?:退|改|取消|查|补|约|换|登记|提交|弄|买)|不(?:是|要|用|行|对|可以|需要|同意|了|好|必|确认)?|否|别|没有|唔(?:使|要|系)|算"
    rf"|no|nope|nah|na|n|not|don't|do not|no thanks?|no thank you|wrong|never|incorrect"
    rf"|please don't|rather not|👎|❌|🚫)"
    rf"{ENDINGS_ZH}{CLOSING})+"
)
# "Ok thanks", "好的没了": nothing more is wanted.
NO_MORE = re.compile(
    rf"{POLITE}|没有?(?:别的|其他)?(?:事|问题)?(?:了|啦|喽)|就这些|不用了|够了"
    r"|\b(?:that's (?:all|it|everything)|nothing else|all (?:good|set|done)|i'm (?:good|done))\b"
)
# What may follow a yes without changing it: "对，取消", "yes, refund it".
DO = re.compile(
    r"(?:那|就|请|快|马上|麻烦|帮我|给我|我要)*(?:退|取消|改|确认|提交|登记|查|补|发|办|弄|补|寄|送|重新|下单|付|约)"
    r"(?:款|钱|掉|了|吧|给我|我|一下|下|它|货|交|这样|订单|地址|修改|申请|链接|的|单|回|送|付|支付|发)*"
    r"|(?:(?:please|just|then|now|go ahead|and|do) )*"
    r"(?:return|refund|cancel|change|confirm|send|submit|order|resend|reorder|update|redirect|pay|do)"
    r"(?: (?:it|that|them|this|the|my|order|surplus|money|back|refund|now|please|address|request"
    r"|parcel|to me|again|link|then))*"
)
# At the yes itself, the bare verb of what was shown. "取消" could mean either, and is asked again.
DO_IT = re.compile(rf"[那就]*(?:退|查|登记|提交|补|补发|申请|下单)(?:款|件)?{ENDINGS_ZH}{CLOSING}")
DONE_WITH = frozenset({"language"})
# A place in a message that says nothing else clearly is where something should go.
OF_PLACES = frozenset({"order_status", "reschedule_delivery", "ask_shipping_time", "reorder"})
MOVE = re.compile(
    r"改|换|寄到|寄往|寄去|送到|送去|发到|转到|搬"
    r"|\b(?:to|send|ship|move|deliver|delivered|redirect|instead)\b"
)
ASKING = re.compile(r"了吗|了没|没有到|哪|\b(?:where|when|has|is it|arrived?)\b")
PLACED = re.compile(r"(?:the )?([1-9])(?:st|nd|rd|th)(?: one)?(?:,? please)?")
BARE_CHOICE = re.compile(r"[a-d]|[1-9]\d?|[一二三四五六七八九十]")
PART_OF_ADDRESS = re.compile(
    r"收件人|收货人|姓名|\b(?:name|recipient)\b"
    r"|\d+ ?(?:号|栋|幢|座|单元|楼|层|室|房|弄)|(?:路|街|道|巷|小区|花园|大厦|广场|村|镇"
    r"|苑|区|市|省|县)"
    r"|\b\d+[a-z]? [a-z]+ (?:st|street|rd|road|ave|avenue|lane|ln|drive|dr)\b|\b(?:apt"
    r"|apartment|flat|unit|suite|floor)\b"
)
# "公司那个", "Kowloon please": where it should go, of the places that were shown.
POINTING_TO_PLACE = re.compile(
    r"那[个边里儿处]|这[个边里]|地址|[寄送发]到|\b(?:the|that|this) (?:\w+ ){0,4}one\b"
    r"|\bone (?:in|at|on|near)\b|\bplease\b|\baddress\b|\bother\b"
)
POINTING = re.compile(
    r"那|这|个|双|件|条|只|副|单|款|台|最[新近早后]|上面|下面|前面|后面|第|号"
    r"|\b(?:the|that|this|one|latest|newest|recent|oldest|last|first|blue|red|black|white|green)\b"
)
LEAST_WISH = 3
FEW = 4
CLEAR = 0.6


def read_answer(asked: str, read: Read) -> str:
    """The intent in the light of `asked`; the one it had where the question changes nothing."""
    plain = said_plainly(asked, read)
    if plain is not None:
        return plain
    if asked == "yes" and (_is_yes_to_do(read) or DO_IT.fullmatch(read.text)):
        return AFFIRM
    if asked == "more" and read.words <= SHORT and _is_no_more(read):
        return DENY
    if asked in YES_OR_NO:
        return _yes_or_no(asked, read)
    if asked == "wish" and _is_yes_to_do(read):
        return AFFIRM
    if asked == "slot" and read.intent == "reschedule_delivery" and read.words <= SHORT:
        return INFORM
    if asked in OPEN and _is_new_place(asked, read):
        return "wrong_address"
    if asked not in FITTING:
        return read.intent
    if asked == "proof" and read.names & PROOFS and read.intent not in LEAVING:
        return INFORM
    if _is_own_wish(asked, read) or not _fits(asked, read):
        return read.intent
    return INFORM


def _yes_or_no(asked: str, read: Read) -> str:
    if read.intent == "stop":
        return read.intent
    if NO.fullmatch(read.text) or (asked == "photos" and NO_PHOTO.search(read.text)):
        return DENY
    if YES.fullmatch(read.text):
        return AFFIRM
    return read.intent


def _is_no_more(read: Read) -> bool:
    return read.intent in SOFT - {"thank", "goodbye"} and bool(NO_MORE.search(read.text))


def _is_yes_to_do(read: Read) -> bool:
    """A yes that says again what is to be done, and nothing else."""
    yes = YES.match(read.text)
    if yes is None or read.names - DONE_WITH:
        return False
    rest = re.sub(rf"{CLOSING}$", "", read.text[yes.end() :])
    torn = yes.group()[-1].isascii() and yes.group()[-1].isalpha() and rest[:1].isalpha()
    return not torn and bool(DO.fullmatch(rest))


def _is_new_place(asked: str, read: Read) -> bool:
    if "address" not in read.names:
        return False
    if read.intent in SOFT:
        return True
    moved = MOVE.search(read.text) and not ASKING.search(read.text)
    return read.intent in OF_PLACES and bool(moved)


def _is_own_wish(asked: str, read: Read) -> bool:
    """A clear wish in a real sentence stays what it is, whatever was asked."""
    if read.intent in SOFT or read.intent in OWN.get(asked, ()):
        return False
    if asked == "number" and read.intent == "stop" and read.names & NUMBERS:
        return False
    if asked in CHOSEN_BY_INTENT or read.intent in ("stop", "talk_to_human"):
        return True
    return read.confidence >= CLEAR and read.words >= LEAST_WISH


def _fits(asked: str, read: Read) -> bool:
    if read.names & FITTING[asked] or (asked in CHOICES and chosen(read.text) is not None):
        return True
    if read.intent in (AFFIRM, DENY, "thank", "greet", "goodbye"):
        return False
    if asked in ("order", "items") and read.words < LEAST_WISH:
        return True
    if asked == "items" and read.intent in SOFT | OWN["items"] and read.words <= FEW:
        # "鞋子": which goods, and that something is wrong with them was said before.
        return True
    if asked in FREE:
        return read.words <= SHORT
    if asked in CHOICES:
        pointing = length(read.text) <= SHORT and POINTING.search(masked(read.text))
        return asked != "wish" and bool(pointing)
    return asked == "address" and _tells_place(read.text)


def _tells_place(text: str) -> bool:
    pointing = length(text) <= SHORT and POINTING_TO_PLACE.search(masked(text))
    return bool(pointing or PART_OF_ADDRESS.search(text))


def chosen(text: str) -> int | None:
    """Which of the choices shown a bare "2", "二" or "b" is, from 1 on."""
    bare = text.strip(" .。!！)）")
    if place := PLACED.fullmatch(bare):
        return int(place[1])
    if BARE_CHOICE.fullmatch(bare) is None:
        return None
    return ord(bare) - ord("a") + 1 if bare in "abcd" else whole_number(bare)
