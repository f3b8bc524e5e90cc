"""General questions: answered from the values of the policy, so that no text can contradict it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from actions.guard import ShopAction
from actions.resume import resume
from actions.shop.policy import Policy
from actions.shop.shop import Shop
from actions.speech import Money, Term
from actions.turn import Turn
from actions.week import Week


class Question(ShopAction, ABC):
    """Answers, then goes back to what was open."""

    @abstractmethod
    def answer(self, turn: Turn, policy: Policy) -> None: ...

    def work(self, shop: Shop, turn: Turn) -> None:
        self.answer(turn, shop.policy)
        resume(shop, turn)


class AskRefundPolicy(Question):
    def name(self) -> str:
        return "action_ask_refund_policy"

    def answer(self, turn: Turn, policy: Policy) -> None:
        turn.say(
            "utter_ask_refund_policy",
            no_reason_days=policy.returns.no_reason_days,
            fault_days=policy.returns.fault_days,
            arrives_from=policy.refund.arrives_from_days,
            arrives_until=policy.refund.arrives_until_days,
        )


class AskShippingTime(Question):
    def name(self) -> str:
        return "action_ask_shipping_time"

    def answer(self, turn: Turn, policy: Policy) -> None:
        turn.say("utter_ask_shipping_time", **shipping_values(policy))


class AskPaymentMethods(Question):
    def name(self) -> str:
        return "action_ask_payment_methods"

    def answer(self, turn: Turn, policy: Policy) -> None:
        methods = tuple(Term("method", m) for m in policy.payment.methods)
        turn.say("utter_ask_payment_methods", methods=methods)


class AskSupportHours(Question):
    def name(self) -> str:
        return "action_ask_support_hours"

    def answer(self, turn: Turn, policy: Policy) -> None:
        turn.say(
            "utter_ask_support_hours",
            hours=Week(policy.support.hours),
            answer_minutes=policy.support.first_answer_minutes,
        )
        turn.button("utter_button_human", "/talk_to_human")


def shipping_values(policy: Policy) -> dict[str, Any]:
    """Days by region kind as `near_from` ..., and the fee of the first currency listed."""
    values: dict[str, Any] = {}
    for kind, (first, last) in policy.shipping.days.items():
        values[f"{kind}_from"], values[f"{kind}_until"] = first, last
    currency, fee = next(iter(policy.shipping.fees.items()))
    values["fee"] = Money(fee.fee, currency)
    values["free_from"] = Money(fee.free_from or fee.fee, currency)
    return values
