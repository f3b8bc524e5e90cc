"""One turn of a conversation: the message as read, the case so far, what is said in answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import (
    EventType,
    FollowupAction,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
)
from rasa_sdk.executor import CollectingDispatcher

from actions.case import Asked, Case
from actions.matters import (
    Matter,
    begins_with_thanks,
    is_parked,
    matters_of,
    named,
    with_more,
)
from actions.parking import unparked
from actions.speech import Speaker

# Rasa replays the events of a session in every turn; a new one keeps the cost of a turn flat.
EVENTS_OF_A_SESSION = 160
# So many answers in a row that do not fit the question, and a person takes over.
MISSES = 3


@dataclass(frozen=True)
class Message:
    """What the shopper sent. `choice` stands for a button, `form` names a form with `values`.

    `readings` are the intents it may have, where understanding was not sure. `may_wait`: the rest
    of it may still come, so that it need not be asked back yet. `adds`: it begins by saying that it
    is about something else.
    """

    text: str = ""
    intent: str = ""
    readings: tuple[str, ...] = ()
    entities: tuple[dict[str, Any], ...] = ()
    form: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    may_wait: bool = False
    adds: bool = False

    @property
    def choice(self) -> str:
        return str(self.first("choice") or "")

    def all(self, entity: str) -> tuple[Any, ...]:
        return tuple(e["value"] for e in self.entities if e.get("entity") == entity)

    def first(self, entity: str) -> Any | None:
        return next(iter(self.all(entity)), None)


@dataclass(frozen=True)
class Reply:
    """One utterance: a response of the domain, its values, and what goes beside the text."""

    response: str
    values: dict[str, Any]
    beside: dict[str, Any]


class Turn:
    """Collects what an action decides; nothing is sent before the action is through.

    `noted` is what the message holds beside its first matter. `taken_up`: the message is what was
    noted from one before. `parked` is the wish that it interrupts.
    """

    def __init__(
        self,
        conversation: str,
        language: str,
        message: Message,
        case: Case,
        *,
        taken_up: bool = False,
    ) -> None:
        self.conversation = conversation
        self.language = language
        self.message = message
        self.case = case
        self.replies: list[Reply] = []
        self.handed_over = False
        self.unclear = False
        self.taken_up = taken_up
        self.noted: list[Matter] = []
        self.parked: Matter | None = None

    def say(self, response: str, **values: Any) -> None:
        self.replies.append(Reply(response, values, {}))

    def say_first(self, response: str, **values: Any) -> None:
        self.replies.insert(0, Reply(response, values, {}))

    def shows_order(self, number: str) -> bool:
        """Whether a card of this order is in the answer already."""
        cards = (reply.beside.get("card", {}) for reply in self.replies)
        return any(card.get("order", {}).get("number") == number for card in cards)

    def show(self, response: str, card: dict[str, Any], **values: Any) -> None:
        """Say something with a card (an order, a form) under it."""
        self.replies.append(Reply(response, values, {"card": card}))

    def button(self, response: str, payload: str, **values: Any) -> None:
        """A button under what was said last; its title is a response too. Each is shown once."""
        self.replies = [reply for reply in self.replies if reply.beside.get("button") != payload]
        self.replies.append(Reply(response, values, {"button": payload}))

    def choice(self, response: str, choice: str, **values: Any) -> None:
        """A button that stands for one of several answers; it can be named by its position, too."""
        self.button(response, f'/choose{{"choice":"{choice}"}}', **values)
        self.case = replace(self.case, choices=(*self.case.choices, choice))

    def wait_for(self, asked: Asked) -> None:
        """Note what the next message is likely to answer. Choices shown before count no more."""
        missed = self.case.missed if asked is self.case.asked else 0
        self.case = replace(self.case, asked=asked, choices=(), missed=missed)

    def miss(self) -> bool:
        """Note that an answer did not fit. True when that happened so often that a person helps."""
        self.unclear = True
        self.case = replace(self.case, missed=self.case.missed + 1)
        return self.case.missed >= MISSES

    def note(self, matters: Sequence[Matter]) -> None:
        """Keep these until what comes before them is done."""
        before = self.case.waiting
        self.case = replace(self.case, waiting=with_more(before, matters))
        self.noted += self.case.waiting[len(before) :]

    def drop_noted(self) -> None:
        """Keep nothing of what this message holds beside its first matter."""
        kept = tuple(matter for matter in self.case.waiting if matter not in self.noted)
        self.case, self.noted = replace(self.case, waiting=kept), []

    def go_on(self) -> bool:
        """Take up, as the next action, what waits; False where nothing does."""
        if not self.case.waiting or self.handed_over:
            return False
        said = "utter_back_to" if is_parked(self.case.waiting[0]) else "utter_next_matter"
        self.say(said, matter=named(self.case.waiting)[0])
        fresh = replace(self.case.without_wish(), topic="", finding="", number="", said=())
        self.case = replace(fresh, going_on=True)
        return True

    def hand_over(self, reason: str) -> None:
        """Bring in a person. The summary is what the case tells, what waits included."""
        if self.case.waiting:
            self.say("utter_also_told", matters=named(self.case.waiting))
        handover = {
            "reason": reason,
            "order": self.case.order or self.case.number,
            "finding": self.case.finding,
            "topic": self.case.topic,
            "tried": list(self.case.tried),
            "also": [matter["intent"] for matter in self.case.waiting],
        }
        self.replies.append(Reply("", {}, {"handover": handover}))
        self.case = replace(self.case.without_wish(), missed=0, waiting=())
        self.handed_over = True

    def close(self) -> None:
        """The problem is solved as far as we know: the widget may ask for a rating."""
        self.replies.append(Reply("", {}, {"closed": True}))

    def send(self, dispatcher: CollectingDispatcher, speaker: Speaker) -> None:
        for reply in self.replies:
            words = {name: speaker.words(value) for name, value in reply.values.items()}
            if reply.response:
                dispatcher.utter_message(
                    response=reply.response, json_message=reply.beside or None, **words
                )
            else:
                dispatcher.utter_message(json_message=reply.beside)

    def events(self, tracker: Tracker) -> list[EventType]:
        slots: list[EventType] = [
            SlotSet("case", self.case.to_slot()),
            SlotSet("asked", str(self.case.asked)),
        ]
        following = [FollowupAction(self._next_action)] if self._next_action else []
        if len(tracker.events) < EVENTS_OF_A_SESSION:
            return [*slots, *following]
        kept = SlotSet("language", self.language)
        listen = FollowupAction("action_listen")
        return [SessionStarted(), kept, *slots, *(following or [listen])]

    @property
    def _next_action(self) -> str:
        """What no rule foresees: a matter that is taken up, and the end of its turn."""
        if self.case.going_on:
            following = self.case.waiting[0]
            return "action_resume" if is_parked(following) else f"action_{following['intent']}"
        return "action_listen" if self.taken_up else ""


def put_off(dispatcher: CollectingDispatcher) -> list[EventType]:
    """Say that the message was not clear, and leave the conversation as if it had not come."""
    dispatcher.utter_message(json_message={"unclear": True})
    return [UserUtteranceReverted(), FollowupAction("action_listen")]


def read_turn(tracker: Tracker) -> Turn:
    """The turn as Rasa hands it to an action."""
    language = tracker.get_slot("language") or "en"
    case = Case.from_slot(tracker.get_slot("case"))
    if case.going_on:
        matter, *waiting = case.waiting
        case = unparked(replace(case, waiting=tuple(waiting), going_on=False), matter)
        message = Message(matter["text"], matter["intent"], entities=tuple(matter["entities"]))
        return Turn(tracker.sender_id, language, message, case, taken_up=True)
    first, *others = matters_of(tracker.latest_message) or [tracker.latest_message]
    turn = Turn(tracker.sender_id, language, _message(tracker.latest_message, first), case)
    if begins_with_thanks(tracker.latest_message):
        turn.say("utter_welcome")
    turn.note(others)
    return turn


def _message(latest: Mapping[str, Any], first: Matter) -> Message:
    """The message with the words of its first matter."""
    metadata = latest.get("metadata") or {}
    form = metadata.get("form") or {}
    return Message(
        text=first.get("text") or "",
        intent=(latest.get("intent") or {}).get("name") or "",
        readings=tuple((latest.get("doubt") or {}).get("readings") or ()),
        entities=tuple(first.get("entities") or ()),
        form=str(form.get("type") or ""),
        values=dict(form.get("values") or {}),
        may_wait=metadata.get("may_wait") is True,
        # What is said after thanks is something new, too.
        adds=latest.get("adds") is True or begins_with_thanks(latest),
    )
