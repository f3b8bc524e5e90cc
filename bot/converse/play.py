"""Plays one conversation and says whether everything was as expected."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

import httpx

from bot.converse.chat import Chat, ChatError, Heard
from bot.converse.match import NoSuchButton, differences, find_button, text_differences
from bot.converse.script import Act, Conversation, Step

# How long something nobody asked for (a notice, an answer of staff) may take to arrive.
_UNASKED_SECONDS = 10.0
_LOOK_AGAIN = 0.05
_DAYS_FROM_TODAY = re.compile(r"([+-]\d+)d")


class StageError(Exception):
    """A step cannot be done behind the scenes; the message says why."""


class Stage(Protocol):
    """What surrounds a conversation: the shop, the clock, the staff, the keys."""

    def reset(self, orders: Any) -> None:
        """Empty everything, then import `orders`."""

    def customer_token(self, customer: str) -> str: ...

    def today(self) -> date:
        """By the clock of the instance, where the shop is."""

    def wait(self, span: timedelta) -> None: ...

    def change_order(self, number: str, change: Mapping[str, Any]) -> None: ...

    def act_as_staff(self, what: str) -> None: ...

    def show_order(self, number: str) -> Mapping[str, Any] | None: ...

    def new_orders(self) -> Sequence[Mapping[str, Any]]: ...


@dataclass(frozen=True)
class Result:
    """`failure` is empty if everything was as expected.

    `step` is where it ended, from 1; 0 = before the first step, one more than there are = after
    the last.
    """

    conversation: Conversation
    failure: str
    step: int
    transcript: tuple[str, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        return not self.failure

    def __str__(self) -> str:
        """What a reader needs to understand a failure."""
        steps = self.conversation.steps
        places = ["before the first step", *(f"step {i} ({s})" for i, s in enumerate(steps, 1))]
        where = [*places, "after the last step"][self.step]
        lines = [str(self.conversation), f"  {where}", *_indent(self.failure.splitlines())]
        return "\n".join([*lines, "  the conversation:", *_indent(self.transcript)])


def _indent(lines: Sequence[str]) -> list[str]:
    return [f"    {line}" for line in lines]


@dataclass
class _Scene:
    """One conversation while it is played."""

    chat: Chat
    stage: Stage
    transcript: list[str] = field(default_factory=list)
    buttons: list[dict[str, Any]] = field(default_factory=list)
    earlier: list[dict[str, Any]] = field(default_factory=list)
    handled_by: str = "bot"
    step: int = 0


def play(conversation: Conversation, client: httpx.Client, stage: Stage) -> Result:
    """Reset the stage, play all steps, compare what is left behind."""
    started = time.monotonic()
    scene = _Scene(Chat(client), stage)
    try:
        found = _play_all(conversation, scene)
    except (ChatError, NoSuchButton, StageError) as error:
        found = [str(error)]
    seconds = time.monotonic() - started
    return Result(conversation, "\n".join(found), scene.step, tuple(scene.transcript), seconds)


def _play_all(conversation: Conversation, scene: _Scene) -> list[str]:
    scene.stage.reset(conversation.orders)
    _open(conversation, scene)
    for scene.step, step in enumerate(conversation.steps, start=1):
        found = _differences_in(step, scene)
        if found:
            return found
    scene.step += 1
    return _differences_after(conversation, scene.stage)


def _open(conversation: Conversation, scene: _Scene) -> None:
    first = conversation.steps[0]
    locale = first.value if first.act is Act.LOCALE else None
    customer = conversation.customer
    token = None if customer is None else scene.stage.customer_token(customer)
    # A customer who signs in right away would get back the conversation they left open.
    scene.chat.open(locale)
    if token is not None:
        scene.chat.open(customer_token=token)


def _differences_in(step: Step, scene: _Scene) -> list[str]:
    scene.transcript.append(str(step))
    heard = _ACTS[step.act](step, scene)
    if heard is None:
        return _differences_unasked(step, scene)
    _note(heard, scene)
    return _compare(step, heard.replies, scene.handled_by)


def _compare(step: Step, replies: Sequence[Mapping[str, Any]], handled_by: str) -> list[str]:
    found = text_differences(step.says, step.never_says, replies)
    if step.handled_by is not None and step.handled_by != handled_by:
        found.append(f"expected handled_by {step.handled_by}, is {handled_by}")
    return found


def _differences_unasked(step: Step, scene: _Scene) -> list[str]:
    """Of a step that sends nothing: what is expected may take its time to come."""
    if not step.expects_something:
        return []
    replies: list[dict[str, Any]] = []
    deadline = time.monotonic() + _UNASKED_SECONDS
    while True:
        heard = scene.chat.hear()
        replies.extend(heard.replies)
        _note(heard, scene)
        found = _compare(step, replies, scene.handled_by)
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(_LOOK_AGAIN)


def _note(heard: Heard, scene: _Scene) -> None:
    scene.handled_by = heard.handled_by
    for reply in heard.replies:
        scene.transcript.extend(_told(reply))
    shown = [button for reply in heard.replies for button in reply.get("buttons") or ()]
    if heard.replies:
        scene.earlier, scene.buttons = [*scene.buttons, *scene.earlier], shown


def _told(reply: Mapping[str, Any]) -> list[str]:
    buttons = " | ".join(
        f"{i} {button['title']}" for i, button in enumerate(reply.get("buttons") or (), start=1)
    )
    lines = [f"{reply['from']}: {reply['text']}"]
    if buttons:
        lines.append(f"     [{buttons}]")
    if reply.get("card"):
        lines.append(f"     {reply['card']}")
    return lines


def _differences_after(conversation: Conversation, stage: Stage) -> list[str]:
    found = []
    for number, expected in (conversation.after or {}).items():
        order = stage.show_order(number)
        if order is None:
            found.append(f"after: there is no order {number}")
        else:
            found += differences(expected, order, f"after.{number}")
    if conversation.new_orders is not None:
        made = stage.new_orders()
        found += differences(list(conversation.new_orders), list(made), "new_orders")
    return found


def _press(step: Step, scene: _Scene) -> Heard:
    return scene.chat.send({"button": find_button(step.value, scene.buttons, scene.earlier)})


def _submit(step: Step, scene: _Scene) -> Heard:
    """Fill in a form. A date may be said from today on, as `+2d`."""
    values = dict(step.value["values"])
    days = _DAYS_FROM_TODAY.fullmatch(str(values.get("date")))
    if days is not None:
        values["date"] = str(scene.stage.today() + timedelta(days=int(days[1])))
    return scene.chat.send({"form": {**step.value, "values": values}})


def _sign_in(step: Step, scene: _Scene) -> None:
    scene.chat.open(customer_token=scene.stage.customer_token(step.value))


def _change_orders(step: Step, scene: _Scene) -> None:
    for number, change in step.value.items():
        scene.stage.change_order(number, change)


# An act that sends nothing gives nothing back: what comes is heard afterwards.
_ACTS: dict[Act, Callable[[Step, _Scene], Heard | None]] = {
    Act.USER: lambda step, scene: scene.chat.send({"text": step.value}),
    Act.BUTTON: _press,
    Act.FORM: _submit,
    Act.UPLOAD: lambda step, scene: scene.chat.send_photo(step.value),
    Act.BURST: lambda step, scene: scene.chat.send_at_once(step.value),
    Act.WAIT: lambda step, scene: scene.stage.wait(step.value),
    Act.SHOP: _change_orders,
    Act.SIGN_IN: _sign_in,
    Act.LOCALE: lambda step, scene: scene.chat.open(locale=step.value),
    Act.STAFF: lambda step, scene: scene.stage.act_as_staff(step.value),
}
