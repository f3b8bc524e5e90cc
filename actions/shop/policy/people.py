"""The part of the rules that is about people: when they answer, and how work comes to them."""

from __future__ import annotations

from actions.shop.policy.reading import Node
from actions.shop.policy.rules import DeskRules, SupportRules, UrgencyRules, Window

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def support(node: Node) -> SupportRules:
    rules = SupportRules(
        hours=_hours(node.key("hours")),
        holidays=frozenset(item.day() for item in node.key("holidays").items(least=0)),
        first_answer_minutes=node.key("first_answer_minutes").whole(1),
        request_answer_hours=node.key("request_answer_hours").whole(1),
    )
    node.end()
    return rules


def _hours(node: Node) -> dict[int, Window]:
    hours: dict[int, Window] = {}
    for name, window in node.entries():
        if name not in WEEKDAYS:
            raise window.fail(f"must be one of {', '.join(WEEKDAYS)}")
        hours[WEEKDAYS.index(name)] = window.window()
    return hours


def desk(node: Node) -> DeskRules:
    rules = DeskRules(
        assign=node.key("assign").flag(),
        next_answer_minutes=node.key("next_answer_minutes").whole(1),
        unanswered_minutes=node.key("unanswered_minutes").whole(1),
        silent_minutes=node.key("silent_minutes").whole(1),
        gone_minutes=node.key("gone_minutes").whole(1),
        same_person_minutes=node.key("same_person_minutes").whole(),
        told_again_minutes=node.key("told_again_minutes").whole(1),
        told_again_messages=node.key("told_again_messages").whole(1),
        urgent=_urgent(node.key("urgent")),
    )
    node.end()
    return rules


def _urgent(node: Node) -> UrgencyRules:
    rules = UrgencyRules(
        annoyed_minutes=node.key("annoyed_minutes").whole(),
        angry_minutes=node.key("angry_minutes").whole(),
        money_minutes=node.key("money_minutes").whole(),
        money={currency: total.money() for currency, total in node.key("money").entries()},
    )
    node.end()
    return rules
