"""Words that leave no doubt what is meant, whatever the classifier mistook them for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from actions.doubt import is_doubted
from actions.lost_number import number_is_lost, says_only_that
from actions.named import asks_if_charged, asks_what_now
from actions.paying import asks_to_pay, method_asked, to_another_card
from actions.second_thoughts import asks_for_compensation
from actions.values.country import country_asked
from actions.values.pickup import demands_pickup
from actions.values.place_part import corrects_place
from actions.values.unit_part import corrects_unit
from actions.waiting import waits_for_order
from bot.nlu.read import FALLBACK, INFORM, OPEN, SHORT, SOFT, Read

PERSON = re.compile(
    r"转人工|转接人工|[找叫要换给]个?(?:真人|人工)|人工客服"
    r"|\b(?:talk|speak) (?:to|with) (?:a |an )?(?:real |actual )?(?:human|person|agent|someone)\b"
)
ASKS_CANCELLED = re.compile(
    r"谁[^,，。]{0,8}取消|取消的?是?[哪谁]|为[什啥]么?[^,，。]{0,8}取消|取消了[吗没]"
    r"|怎么[^,，。]{0,4}[就被给][^,，。]{0,3}取消"
    r"|\b(?:who|which|why|did|has|was|have (?:you|they))\b"
    r"(?!.*\b(?:can|can't|cannot|couldn't)\b)[^,.!]*\bcancel"
)
# "能寄到巴西吗": whether a country is served.
SENDING = re.compile(r"[能可会].{0,4}[寄送发运].*[吗么?]|\b(?:do|can) you (?:ship|deliver|send)\b")
CHANGE = re.compile(r"改|换|\b(?:change|switch|swap|update)\b")
# What words that ask for compensation are read as where they tell of nothing else.
WITHOUT_A_CAUSE = SOFT | {"frustration", "give_feedback", "refund_status"}


@dataclass(frozen=True)
class Plain:
    """What such words mean.

    `mistaken_for`: the intents they are read as instead, `asked`: what was asked last; None is any.
    """

    meant: str
    says: Callable[[Read], bool]
    mistaken_for: frozenset[str] | None = None
    asked: frozenset[str] | None = None

    def fits(self, asked: str, read: Read) -> bool:
        return (
            (self.mistaken_for is None or read.intent in self.mistaken_for)
            and (self.asked is None or asked in self.asked)
            and self.says(read)
        )


def _is_about_paying(read: Read) -> bool:
    return asks_to_pay(read.text) or bool(method_asked(read.text))


def _waits(read: Read) -> bool:
    return read.words <= SHORT and waits_for_order(read.text)


def _asks_for_country(read: Read) -> bool:
    return bool(SENDING.search(read.text) and country_asked(read.text))


def _is_to_go_elsewhere(read: Read) -> bool:
    return "address" in read.names and bool(CHANGE.search(read.text))


# What money that should come back to a card that is no more is taken for.
OF_MONEY = frozenset(
    {
        "cancel_order",
        "order_cancelled",
        "ask_refund_policy",
        "ask_payment_methods",
        "charged_twice",
        "reorder",
    }
)
LONGEST = 14
# Doubt, and words without a number, are taken for small talk and cries of all kinds.
SMALL_TALK = SOFT | {"bot_challenge", "frustration", "give_feedback", "stop", "ask_support_hours"}

# In this order: the first that fits counts.
PLAIN = (
    Plain("refund_request", lambda read: asks_for_compensation(read.text), WITHOUT_A_CAUSE),
    Plain(INFORM, lambda read: asks_what_now(read.text)),
    # A person who is called in anger is called.
    Plain(
        "talk_to_human",
        lambda read: bool(PERSON.search(read.text)),
        frozenset({FALLBACK, "frustration"}),
    ),
    # Who asks about a cancelling that was, wants none.
    Plain(
        "order_cancelled",
        lambda read: bool(ASKS_CANCELLED.search(read.text)),
        frozenset({"cancel_order"}),
    ),
    Plain(
        "charged_twice",
        lambda read: asks_if_charged(read.text),
        SMALL_TALK
        | {"ask_payment_methods", "order_status", "payment_not_confirmed", "refund_status"},
    ),
    Plain(
        "refund_status",
        lambda read: read.words <= LONGEST and to_another_card(read.text),
        SMALL_TALK | OF_MONEY,
    ),
    # After an explanation, or what was done, a card that is no more is one to get money back on.
    Plain(
        "refund_status",
        lambda read: read.words <= SHORT and to_another_card(read.text),
        frozenset({"payment_failed"}),
        frozenset({"yes", "more", "wish"}),
    ),
    Plain(INFORM, lambda read: is_doubted(read.text)),
    Plain(INFORM, lambda read: says_only_that(read.text), asked=OPEN),
    Plain(INFORM, lambda read: number_is_lost(read.text), SMALL_TALK, OPEN),
    Plain(
        "ask_payment_methods",
        _is_about_paying,
        SOFT | {"order_status", "reorder", "change_items", "stop"},
        OPEN,
    ),
    Plain("ask_shipping_time", _waits, SOFT, OPEN),
    Plain("ask_shipping_time", _asks_for_country, SOFT | {"ask_payment_methods"}, OPEN),
    # An order is changed "to" an address, whatever else could be changed about it.
    Plain("wrong_address", _is_to_go_elsewhere, frozenset({"change_items", FALLBACK})),
    # To be fetched is another way to get a parcel, no other address and no complaint.
    Plain(
        "reschedule_delivery",
        lambda read: read.words <= SHORT and demands_pickup(read.text),
        SOFT | {"delivery_complaint", "wrong_address", "stop"},
        OPEN | {"slot", "yes", "address"},
    ),
    # A part of a place put right, where one could be meant: "it's Zhejiang, not Jiangsu".
    Plain(
        "wrong_address",
        lambda read: corrects_place(read.text) or corrects_unit(read.text),
        SOFT | {"wrong_address"},
        OPEN | {"address", "yes"},
    ),
    # Whoever names an order asks about it.
    Plain(
        "order_status",
        lambda read: "order_number" in read.names,
        frozenset({"out_of_scope"}),
        OPEN,
    ),
)


def said_plainly(asked: str, read: Read) -> str | None:
    """The intent that the words themselves leave no doubt of; None where there are no such words.

    `asked` is what the bot asked last.
    """
    return next((plain.meant for plain in PLAIN if plain.fits(asked, read)), None)
