"""General questions: answered from the values of the policy, so that no text can contradict it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from actions import arriving, offering, wish
from actions.guard import ShopAction
from actions.paying import asks_for_link, asks_to_pay, means_new_order, method_asked
from actions.resume import resume
from actions.sending_back import asks_who_pays, is_question, wants_exchange, wants_return
from actions.shop.access import access_order, shopper_of
from actions.shop.order import Order, OrderStatus
from actions.shop.policy import Policy, RemedyKind
from actions.shop.shop import Shop
from actions.speech import Country, Money, Term
from actions.topics import take_up
from actions.turn import Turn
from actions.values.country import country_asked
from actions.waiting import waits_for_order
from actions.week import Week
from actions.which_order import known_orders, order_of_case, said_number


class Question(ShopAction, ABC):
    """Answers, then goes back to what was open."""

    @abstractmethod
    def answer(self, shop: Shop, turn: Turn) -> None: ...

    def work(self, shop: Shop, turn: Turn) -> None:
        self.answer(shop, turn)
        resume(shop, turn)


class AskRefundPolicy(Question):
    """How returns work, or the return or exchange itself where it is demanded, not asked about."""

    def name(self) -> str:
        return "action_ask_refund_policy"

    def work(self, shop: Shop, turn: Turn) -> None:
        text = turn.message.text
        if turn.case.wish or asks_who_pays(text):
            super().work(shop, turn)
        elif wants_return(text) and (said_number(turn) or not is_question(text)):
            if is_question(text):
                self.answer(shop, turn)
            take_up(shop, turn, "refund_request")
        elif wants_exchange(text) and (order := _arrived(shop, turn)):
            turn.case = turn.case.on_order(order.number)
            wish.choose(shop, turn, order, RemedyKind.EXCHANGE)
        else:
            super().work(shop, turn)

    def answer(self, shop: Shop, turn: Turn) -> None:
        if arriving.tell_if_asked(shop, turn):
            return
        rules, text = shop.policy.returns, turn.message.text
        said = "utter_ask_refund_policy"
        if asks_who_pays(text):
            said = "utter_ask_return_postage"
        elif wants_exchange(text) and not wants_return(text):
            said = "utter_ask_exchange"
        turn.say(
            said,
            no_reason_days=rules.no_reason_days,
            fault_days=rules.fault_days,
            postage=Term("payer", rules.postage),
            fault_postage=Term("payer", rules.fault_postage),
            arrives_from=shop.policy.refund.arrives_from_days,
            arrives_until=shop.policy.refund.arrives_until_days,
        )


class AskShippingTime(Question):
    """With an order at hand, "how much longer?" is about that order; else the rule is told."""

    def name(self) -> str:
        return "action_ask_shipping_time"

    def work(self, shop: Shop, turn: Turn) -> None:
        if turn.case.order and waits_for_order(turn.message.text):
            take_up(shop, turn, "order_status")
        else:
            super().work(shop, turn)

    def answer(self, shop: Shop, turn: Turn) -> None:
        rules, country = shop.policy.shipping, country_asked(turn.message.text)
        served = tuple(r for r in rules.regions if r not in rules.regions_not_served)
        if country and country not in served:
            regions = tuple(Country(code) for code in served)
            turn.say("utter_country_not_served", country=Country(country), regions=regions)
        else:
            values = shipping_values(shop.policy, _currency(shop, turn))
            turn.say("utter_ask_shipping_time", **values)


class AskPaymentMethods(Question):
    """Whoever has an order to pay gets its link; else the ways to pay are told."""

    def name(self) -> str:
        return "action_ask_payment_methods"

    def work(self, shop: Shop, turn: Turn) -> None:
        order = _order_to_pay(shop, turn)
        if order is not None:
            turn.case = turn.case.on_order(order.number)
            wish.choose(shop, turn, order, RemedyKind.PAY_LINK)
        elif asks_for_link(turn.message.text) and not turn.case.order:
            take_up(shop, turn, "payment_failed")
        else:
            super().work(shop, turn)

    def answer(self, shop: Shop, turn: Turn) -> None:
        known, asked = shop.policy.payment.methods, method_asked(turn.message.text)
        methods = tuple(Term("method", m) for m in known)
        if asked and asked not in known:
            turn.say("utter_method_not_taken", method=Term("method", asked), methods=methods)
        else:
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


def _arrived(shop: Shop, turn: Turn) -> Order | None:
    """The order that is named, or at hand, if it is the shopper's and was delivered."""
    number = said_number(turn) or turn.case.order
    order = access_order(shop, shopper_of(shop, turn.conversation), number) if number else None
    return order if isinstance(order, Order) and order.status is OrderStatus.DELIVERED else None


def _order_to_pay(shop: Shop, turn: Turn) -> Order | None:
    """The order at hand, or the one just made, where it is to be paid and that is asked."""
    if turn.case.wish or not asks_to_pay(turn.message.text):
        return None
    orders = [order_of_case(shop, turn)] if turn.case.order else []
    if means_new_order(turn.message.text):
        orders += known_orders(shop, turn)[:1]
    pay = (RemedyKind.PAY_LINK,)
    return next((o for o in orders if offering.allowed(shop, turn, o, pay)[0]), None)


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
    orders = known_orders(shop, turn)
    known = (order.currency for order in orders if order.currency in fees)
    return next(known, next(iter(fees)))
