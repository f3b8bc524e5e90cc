"""What a shopper is told while waiting for a person: their place, how long, or when we are back."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from bot.conversations import entries
from bot.conversations.asking import UNAVAILABLE
from bot.conversations.facts import Reply, Sender
from bot.conversations.handover import Owner
from bot.conversations.tables import handovers
from bot.conversations.thread import Thread
from bot.conversations.told import BACK_TO_BOT, QueueWords
from bot.desk.office import Office, language_in
from bot.desk.presence import somebody_is_available

# How long people wait just now is told by those who waited last, and not too long ago.
LATEST = 20
LATELY = timedelta(hours=2)
# So many in line are helped at a time, where nothing is known yet.
SIDE_BY_SIDE = 3


def queue_words(office: Office) -> QueueWords:
    """What the door tells shoppers about the queue."""

    def left(thread: Thread) -> Reply:
        return Reply(office.say("back_with_bot", language_in(thread)), sender=Sender.SYSTEM)

    def waiting(thread: Thread) -> Reply:
        place = place_words(office, thread)
        text = office.say("in_queue", language_in(thread), place=place.text)
        return Reply(text, place.buttons, sender=Sender.SYSTEM)

    def another(thread: Thread) -> Reply:
        place = place_words(office, thread, bot="bot_takes_another")
        text = office.say("in_queue", language_in(thread), place=place.text)
        return Reply(text, place.buttons, sender=Sender.SYSTEM)

    return QueueWords(lambda thread: place_words(office, thread), waiting, another, left)


def place_words(office: Office, thread: Thread, bot: str = "bot_goes_on") -> Reply:
    """Where they stand in the queue, or when we are back; with the way back to the bot.

    `bot` names what is said of that way. Who is here because the bot does not answer is not sent
    back to it.
    """
    language = language_in(thread)
    if entries.reason_of(thread) == UNAVAILABLE:
        return Reply(_where(office, thread, language, ""), sender=Sender.SYSTEM)
    text = _where(office, thread, language, office.say(bot, language))
    button = (office.say("back_to_bot", language), BACK_TO_BOT)
    return Reply(text, (button,), sender=Sender.SYSTEM)


def tell_passed_on(office: Office, thread: Thread) -> None:
    """Whoever had the conversation has not got it any more: the next one comes."""
    office.tell(thread, "passed_on")
    thread.say(place_words(office, thread), answers=None)


def _where(office: Office, thread: Thread, language: str, bot: str) -> str:
    hours, now = office.hours, office.store.now()
    if hours.is_open(now):
        place = entries.place_of(thread)
        if not somebody_is_available(office):
            return office.say("waiting_for_somebody", language, place=place, bot=bot)
        minutes = expected_minutes(office, thread.connection, place)
        return office.say("waiting", language, place=place, minutes=minutes, bot=bot)
    opens = hours.next_opening(now)
    if opens is None:
        return office.say("waiting_closed", language, bot=bot)
    local = opens.astimezone(office.policy.time_zone)
    day = office.day(local.date(), language)
    return office.say("waiting_until", language, day=day, time=f"{local:%H:%M}", bot=bot)


def expected_minutes(office: Office, connection: Connection, place: int) -> int:
    """In how many minutes somebody at this place is helped, as far as one can tell."""
    lately = _waits(connection, office.store.now())
    each = median(lately) if lately else office.policy.support.first_answer_minutes
    return max(1, ceil(each * ceil(place / SIDE_BY_SIDE)))


def _waits(connection: Connection, now: datetime) -> list[float]:
    """How many minutes those waited whom a person took last."""
    come = handovers.alias("come")
    came_at = (
        select(func.max(come.c.at))
        .where(
            come.c.conversation == handovers.c.conversation,
            come.c.after == Owner.QUEUE.value,
            come.c.id < handovers.c.id,
        )
        .scalar_subquery()
    )
    query = (
        select(handovers.c.at, came_at.label("came_at"))
        .where(handovers.c.before == Owner.QUEUE.value, handovers.c.after == Owner.STAFF.value)
        .order_by(handovers.c.id.desc())
        .limit(LATEST)
    )
    found = connection.execute(query).all()
    fresh = [row for row in found if row.came_at and row.at > now - LATELY]
    return [(row.at - row.came_at).total_seconds() / 60 for row in fresh]
