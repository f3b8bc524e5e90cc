"""One judgement for every kind of remedy: its exact effect, or why not. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from actions.shop.diagnosis import Context
from actions.shop.order import Order
from actions.shop.policy.effects import Effect, RemedyKind, WaitsFor, Wish
from actions.shop.policy.matter import Matter
from actions.shop.policy.money import (
    judge_cancel,
    judge_confirm_payment,
    judge_pay_link,
    judge_refund,
    judge_surplus,
)
from actions.shop.policy.places import judge_change_address, judge_redirect, judge_reschedule
from actions.shop.policy.record import Record
from actions.shop.policy.refusals import Refusal
from actions.shop.policy.reorder import judge_reorder
from actions.shop.policy.replacement import judge_exchange, judge_resend
from actions.shop.policy.returns import judge_return
from actions.shop.policy.rules import Policy
from actions.shop.policy.services import judge_claim, judge_invoice, judge_trace
from actions.shop.policy.substitute import judge_substitute

JUDGES: dict[RemedyKind, Callable[[Matter], Effect | Refusal]] = {
    RemedyKind.REFUND: judge_refund,
    RemedyKind.REFUND_SURPLUS: judge_surplus,
    RemedyKind.CANCEL: judge_cancel,
    RemedyKind.CHANGE_ADDRESS: judge_change_address,
    RemedyKind.REDIRECT: judge_redirect,
    RemedyKind.REORDER: judge_reorder,
    RemedyKind.RESCHEDULE: judge_reschedule,
    RemedyKind.SUBSTITUTE: judge_substitute,
    RemedyKind.RESEND: judge_resend,
    RemedyKind.CONFIRM_PAYMENT: judge_confirm_payment,
    RemedyKind.TRACE: judge_trace,
    RemedyKind.CLAIM: judge_claim,
    RemedyKind.RETURN: judge_return,
    RemedyKind.EXCHANGE: judge_exchange,
    RemedyKind.PAY_LINK: judge_pay_link,
    RemedyKind.INVOICE: judge_invoice,
}


def judge(
    order: Order,
    kind: RemedyKind,
    wish: Wish,
    context: Context,
    record: Record,
    policy: Policy,
    now: datetime,
) -> Effect | Refusal:
    """What doing `kind` would bring right now, whole, or why it is not possible."""
    effect = JUDGES[kind](Matter(order, kind, wish, context, record, policy, now))
    if isinstance(effect, Effect) and effect.approval:
        return replace(
            effect, waits_for=WaitsFor.STAFF, answer_by=effect.answer_by or _by(policy, now)
        )
    return effect


def _by(policy: Policy, now: datetime) -> datetime:
    return now + policy.support.request_answer
