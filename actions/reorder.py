"""Ordering the same again, or having it sent again where the parcel never made it."""

from __future__ import annotations

import re
from dataclasses import replace

from actions import offering, wish
from actions.case import Asked
from actions.look_into import TopicAction, chosen, look_at, look_into, on_topic
from actions.named import after_no
from actions.several import take_back
from actions.shop.context import findings_of
from actions.shop.diagnosis import FindingKind
from actions.shop.order import ClaimKind, OrderStatus
from actions.shop.policy import RemedyKind
from actions.shop.shop import Shop
from actions.topic import Topic, in_state
from actions.turn import Turn
from actions.which_order import find_order

# What is to be sent again was bought already: nobody wants to pay for it a second time.
SEND_AGAIN = re.compile(
    r"[补重再另](?:给我|新|外|次)*[发寄送](?!票)"
    r"|\b(?:re-?send|re-?ship|re-?deliver|(?:send|ship|deliver|bring) (?:it|them|the \w+) again"
    r"|(?:send|ship) (?:me |us |out )?(?:another|a new|a replacement))\b",
    re.IGNORECASE,
)
SENT_AGAIN = (RemedyKind.RESEND, RemedyKind.RESCHEDULE)
# What did not arrive is put on record before; what is wrong goes back for another one.
WAYS: dict[str | None, tuple[RemedyKind, ...]] = {
    str(ClaimKind.NOT_RECEIVED): (RemedyKind.RESEND, RemedyKind.CLAIM),
    str(ClaimKind.ITEM_PROBLEM): (RemedyKind.RESEND, RemedyKind.EXCHANGE),
}


UNDER_WAY = in_state(OrderStatus.SHIPPED, OrderStatus.DELIVERED)


class Reorder(TopicAction):
    topic = Topic(
        "reorder",
        about=(FindingKind.AUTO_CANCELLED, FindingKind.CUSTOMER_CANCELLED),
        applies=in_state(OrderStatus.CANCELLED),
        wishes=(RemedyKind.REORDER,),
    )

    def work(self, shop: Shop, turn: Turn) -> None:
        if not SEND_AGAIN.search(turn.message.text):
            look_into(shop, turn, self.topic)
            return
        if turn.case.asked is Asked.YES and after_no(turn.message.text):
            turn.say("utter_not_done")
        send_again(shop, turn)


def send_again(shop: Shop, turn: Turn) -> None:
    """The parcel comes once more where that can be; only then is buying it again offered."""
    topic = Reorder.topic
    about = turn.case.draft if turn.case.order else {}
    turn.case = on_topic(turn.case, topic)
    order = find_order(shop, turn, replace(topic, about=(), applies=UNDER_WAY))
    if order is None:
        return
    if not UNDER_WAY(order):
        look_at(shop, turn, topic, order)
        return
    take_back(turn, order, topic)
    # What was said to be wrong decides whether it is sent again.
    kept = {k: v for k, v in about.items() if k in offering.ABOUT_THE_GOODS}
    turn.case = replace(turn.case, draft={**kept, **turn.case.draft})
    problem = kept.get("problem")
    fine, refusals = offering.allowed(shop, turn, order, WAYS.get(problem, SENT_AGAIN))
    if RemedyKind.CLAIM in fine:
        turn.say("utter_claim_first")
    if fine:
        wish.pursue(shop, turn, order, fine[0])
    else:
        finding = chosen(findings_of(shop, order), topic)
        wish.refuse_all(shop, turn, order, finding, refusals, (RemedyKind.REORDER,))
