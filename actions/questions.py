"""General questions: answered from the values of the policy, so that no text can contradict it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from actions.guard import ShopAction
from actions.resume import resume
from actions.shop.access import orders_of, shopper_of
from actions.shop.policy import Policy
from actions.shop.shop import Shop
from actions.speech import Money, Term
from actions.turn import Turn
from actions.week import Week


class Question(ShopAction, ABC):
    """Answers, then goes back to what was open."""

    @abstractmethod
    def answer(self, shop: Shop, turn: Turn) -> None: ...

    def work(self, shop: Shop, turn: Turn) -> None:
        self.answer(shop, turn)
        resume(shop, turn)


class AskRefundPolicy(Question):
    def name(self) -> str:
        return "action_ask_refund_policy"

    def answer(self, shop: Shop, turn: Turn) -> None:
        turn.say(
            "utter_ask_refund_policy",
            no_reason_days=shop.policy.returns.no_reason_days,
            fault_days=shop.policy.returns.fault_days,
            arrives_from=shop.policy.refund.arrives_from_days,
            arrives_until=shop.policy.refund.arrives_until_days,
        )


class AskShippingTime(Question):
    def name(self) -> str:
        return "action_ask_shipping_time"

    def answer(self, shop: Shop, turn: Turn) -> None:
        turn.say("utter_ask_shipping_time", **shipping_values(shop.policy, _currency(shop, turn)))


class AskPaymentMethods(Question):
    def name(self) -> str:
        return "action_ask_payment_methods"

    def answer(self, shop: Shop, turn: Turn) -> None:
        methods = tuple(Term("method", m) for m in shop.policy.payment.methods)
        turn.say("utter_ask_payment_methods", methods=methods)


class AskSupportHours(Question):
    def name(self) -> str:
        return "action_ask_support_hours"

    def answer(self, shop: Shop, turn: Turn) -> None:
        turn.say(
            "utter_ask_support_hours",
            hours=Week(shop.policy.support.hours),
            answer_minutes=shop.policy.support.first_answer_minutes,
        )
        turn.button("utter_button_human", "/talk_to_human")


def shipping_values(policy: Policy, currency: str) -> dict[str, Any]:
    """Days by region kind as `near_from` ..., and the fee in this currency."""
    values: dict[str, Any] = {}
    for kind, (first, last) in policy.shipping.days.items():
        values[f"{kind}_from"], values[f"{kind}_until"] = first, last
    fee = policy.shipping.fees[currency]
    values["fee"] = Money(fee.fee, currency)
    values["free_from"] = Money(fee.free_from or fee.fee, currency)
    return values


def _currency(shop: Shop, turn: Turn) -> str:
    """What the shopper pays in, where fees are known in it; else the first the shop lists."""
    fees = shop.policy.shipping.fees
    orders = orders_of(shop, shopper_of(shop, turn.conversation))
    known = (order.currency for order in orders if order.currency in fees)
    return next(known, next(iter(fees)))
