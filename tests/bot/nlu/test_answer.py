"""Answers in the light of what was asked."""

from __future__ import annotations

import pytest

from bot.nlu.answer import chosen, read_answer
from bot.nlu.read import Read

UNSURE = "nlu_fallback"


def read(text: str, intent: str, *names: str, confidence: float = 0.9) -> Read:
    rest = "" if names and "address" in names else None
    return Read(text, intent, confidence, frozenset(names), rest)


@pytest.mark.parametrize(
    ("asked", "message", "intent"),
    [
        ("number", read("202611200001", "order_status", "order_number"), "inform"),
        ("number", read("应该是90871", UNSURE, "digits"), "inform"),
        ("number", read("order lk202611200001", "order_status", "order_number"), "inform"),
        ("proof", read("8842", "out_of_scope", "digits"), "inform"),
        ("proof", read("a@example.com", "ask_invoice", "email"), "inform"),
        ("email", read("a@example.com 谢谢", "thank", "email"), "inform"),
        ("address", read("上海市徐汇区漕溪北路88号", "order_status", "address"), "inform"),
        ("address", read("改成文三路9号", "wrong_address", "address"), "inform"),
        ("address", read("3号楼502", UNSURE), "inform"),
        ("slot", read("周六下午", "reschedule_delivery", "when"), "inform"),
        ("slot", read("after 6", UNSURE, "when"), "inform"),
        ("order", read("第二个", UNSURE, "ordinal"), "inform"),
        ("order", read("the blue one", UNSURE), "inform"),
        ("order", read("2", "deny"), "inform"),
        ("order", read("2", UNSURE), "inform"),
        ("wish", read("第一个吧", UNSURE, "ordinal"), "inform"),
        ("reading", read("the last one", "deny", "ordinal"), "inform"),
        ("items", read("全部", UNSURE, "quantity"), "inform"),
        ("items", read("鞋子", "item_problem"), "inform"),
        ("address", read("转人工,太慢了,气死我了", UNSURE), "talk_to_human"),
        ("wish", read("useless! let me speak to a person", "frustration"), "talk_to_human"),
        ("nothing", read("人工客服几点上班", "ask_support_hours"), "ask_support_hours"),
        ("wish", read("那单篮球的谁取消的", "cancel_order"), "order_cancelled"),
        ("more", read("which one did you cancel?", "cancel_order"), "order_cancelled"),
        ("nothing", read("why can't i cancel it", "cancel_order"), "cancel_order"),
        ("nothing", read("取消掉吧", "cancel_order"), "cancel_order"),
        ("nothing", read("have it cancelled please", "cancel_order"), "cancel_order"),
        ("photos", read("i dont have a photo", "parcel_missing"), "deny"),
        ("photos", read("here is a photo", "inform"), "inform"),
        ("nothing", read("change it to 9 Oak Rd", "change_items", "address"), "wrong_address"),
        ("items", read("the socks", UNSURE), "inform"),
        ("items", read("thanks", "thank"), "thank"),
        ("yes", read("好", UNSURE), "affirm"),
        ("yes", read("好的,就这样吧!", "goodbye"), "affirm"),
        ("yes", read("ok go ahead", "greet"), "affirm"),
        ("yes", read("嗯嗯", UNSURE), "affirm"),
        ("yes", read("确认", "order_status"), "affirm"),
        ("yes", read("do it", UNSURE), "affirm"),
        ("yes", read("确认取消", "cancel_order"), "affirm"),
        ("yes", read("查吧", "order_status"), "affirm"),
        ("yes", read("退", "refund_request"), "affirm"),
        ("yes", read("取消", "cancel_order"), "cancel_order"),
        ("yes", read("对,取消", "cancel_order"), "affirm"),
        ("yes", read("要的,发我", "payment_failed"), "affirm"),
        ("yes", read("行,麻烦了", "thank"), "affirm"),
        ("wish", read("yes return it", "ask_refund_policy"), "affirm"),
        ("nothing", read("换成浙江省温州市人民路7号", "order_status", "address"), "wrong_address"),
        ("wish", read("文三路5幢702室", UNSURE, "address"), "wrong_address"),
        ("yes", read("需要", UNSURE), "affirm"),
        ("yes", read("不需要", UNSURE), "deny"),
        ("yes", read("不要了,先不退", UNSURE), "deny"),
        ("number", read("what about #w0000001", "stop", "order_number"), "inform"),
        ("number", read("stop it", "stop"), "stop"),
        ("slot", read("the blursday after that", "reschedule_delivery"), "inform"),
        ("yes", read("不用了", "stop", confidence=0.4), "stop"),
        ("yes", read("不", UNSURE), "deny"),
        ("yes", read("no thanks", "thank"), "deny"),
        ("more", read("没有了", UNSURE), "deny"),
        ("more", read("好的没了", "affirm"), "deny"),
        ("more", read("ok thanks", "affirm"), "deny"),
        ("more", read("no that's all", UNSURE), "deny"),
        ("order", read("jacket", "item_problem"), "inform"),
    ],
)
def test_an_answer_is_read_by_its_question(asked: str, message: Read, intent: str) -> None:
    assert read_answer(asked, message) == intent


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("number", read("i want to talk to a human", "talk_to_human")),
        ("number", read("不知道订单号", UNSURE)),
        ("address", read("那退款多久能到账", "refund_status")),
        ("address", read("算了不改了", "stop")),
        ("slot", read("tomorrow i want my money back", "refund_request", "when")),
        ("order", read("what is your refund policy for shoes", "ask_refund_policy")),
        ("wish", read("退款", "refund_request")),
        ("wish", read("重新发一个", "reorder")),
        ("reading", read("付款失败", "payment_failed")),
        ("yes", read("不对,地址写错了", "wrong_address")),
        ("yes", read("refund", "refund_request")),
        ("proof", read("转人工", "talk_to_human")),
    ],
)
def test_a_wish_of_its_own_stays_one(asked: str, message: Read) -> None:
    assert read_answer(asked, message) == message.intent


@pytest.mark.parametrize("asked", ["nothing", "", "rating of something"])
@pytest.mark.parametrize(
    "message",
    [
        read("好", "greet"),
        read("8842", UNSURE, "digits"),
        read("第二个", UNSURE, "ordinal"),
        read("", UNSURE),
    ],
)
def test_without_a_question_the_same_words_stay_as_they_were(asked: str, message: Read) -> None:
    assert read_answer(asked, message) == message.intent


@pytest.mark.parametrize(
    ("text", "place"),
    [("2", 2), ("b", 2), ("二", 2), ("2.", 2), ("0", None), ("第二", None), ("", None)],
)
def test_a_bare_sign_picks_a_choice(text: str, place: int | None) -> None:
    assert chosen(text) == place


@pytest.mark.parametrize("asked", ["nothing", "more", "reading", "wish"])
@pytest.mark.parametrize("text", ["ok pay link", "链接发我", "can i use paypal", "微信能付吗"])
def test_how_to_pay_is_a_question_of_its_own(asked: str, text: str) -> None:
    assert read_answer(asked, Read(text, "nlu_fallback", 0.3)) == "ask_payment_methods"


def test_how_to_pay_takes_nothing_from_another_question() -> None:
    assert read_answer("number", Read("ok pay link", "nlu_fallback", 0.3)) == "nlu_fallback"
    assert read_answer("more", Read("my paypal failed", "payment_failed", 0.9)) == "payment_failed"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("要等多久", "inform"),
        ("how much longer", "nlu_fallback"),
        ("能寄到巴西吗", "ask_payment_methods"),
        ("do you ship to brazil", "out_of_scope"),
    ],
)
def test_how_long_and_how_far_are_questions_of_shipping(text: str, intent: str) -> None:
    assert read_answer("wish", Read(text, intent, 0.4)) == "ask_shipping_time"


def test_what_is_clearly_something_else_stays_so() -> None:
    assert read_answer("wish", Read("用巴西的卡付款可以吗", "ask_payment_methods", 0.9)) == (
        "ask_payment_methods"
    )
    assert read_answer("nothing", Read("还要多久退款", "refund_status", 0.9)) == "refund_status"
