"""What both ways of chatting share: opening a conversation, taking messages in, answering."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from anyio.to_thread import run_sync

from bot.conversations import history, inbox, sessions
from bot.conversations.changes import Changes
from bot.conversations.database import Store
from bot.conversations.facts import Conversation, Incoming, OtherContent, Taken
from bot.conversations.history import Answer
from bot.conversations.photos import are_photos_of
from bot.conversations.sessions import Opened
from bot.conversations.shown import note_shown
from bot.conversations.told import QueueWords
from bot.conversations.turns import Turns
from bot.customer_token import BadToken, SignedIn, read_token
from bot.settings import Settings
from bot.text import clean, is_blank
from bot.web.bodies import MessageBody
from bot.web.customers import ShopCustomers
from bot.web.errors import Refused
from bot.web.forms import Form, PhotosForm, as_metadata
from bot.web.limits import Limit, is_loopback

LOOK_AGAIN = 0.5


@dataclass(frozen=True)
class Door:
    settings: Settings
    store: Store
    customers: ShopCustomers
    changes: Changes
    turns: Turns
    message_limit: Limit
    upload_limit: Limit
    conversation_limit: Limit
    words: QueueWords
    on_shown: Callable[[str], None]

    async def read_customer(self, token: str | None) -> SignedIn | None:
        """Whom the token names. Raises Refused with 401 where it names no customer of the shop."""
        if token is None:
            return None
        now = self.store.now()
        read = read_token(self.settings.customer_token_key, token, now)
        if isinstance(read, BadToken):
            raise Refused(401, "customer_token", read.why)
        if not await self.customers.is_known(read.customer):
            raise Refused(401, "customer_token", "The shop knows no such customer.")
        return read

    async def find_conversation(
        self,
        present: Conversation | None,
        signed_in: SignedIn | None,
        locale: str | None,
        address: str,
        kind: str,
    ) -> tuple[str, Opened | None]:
        """The conversation to go on with, signed in; with the way in if it had to be begun.

        A conversation of one customer is never shown to another: they get their own.
        """
        conversation = await self._go_on(present, signed_in)
        opened = None
        if conversation is None:
            if not is_loopback(address):
                self.conversation_limit.check(address)
            opened = await run_sync(sessions.start, self.store, kind, locale)
            conversation = opened.conversation
        elif locale is not None:
            await run_sync(sessions.note_locale, self.store, conversation, locale)
        if signed_in is not None:
            await self.sign_in(conversation, signed_in)
        return conversation, opened

    async def note_locale(self, conversation: Conversation, locale: str | None) -> Conversation:
        """The conversation in the language the shopper chose on the page, if they chose one."""
        if locale is None or locale == conversation.locale:
            return conversation
        await run_sync(sessions.note_locale, self.store, conversation.id, locale)
        return replace(conversation, locale=locale)

    async def sign_in(self, conversation: str, signed_in: SignedIn) -> None:
        await self.customers.sign_in(conversation, signed_in.customer, signed_in.until)
        # Their own language counts where the page names none and their words show none.
        locale = await self.customers.locale_of(signed_in.customer)
        await run_sync(sessions.note_customer, self.store, conversation, signed_in.customer, locale)

    async def _go_on(self, present: Conversation | None, signed_in: SignedIn | None) -> str | None:
        if signed_in is None:
            return None if present is None else present.id
        if present is not None and present.customer in (None, signed_in.customer):
            return present.id
        return await run_sync(sessions.find_open_of, self.store, signed_in.customer)

    async def receive(self, conversation: Conversation, body: MessageBody) -> Taken:
        """Store a message and wake the bot. Raises Refused; then nothing is stored."""
        body.check()
        self.message_limit.check(conversation.id)
        incoming = await self._incoming(conversation, body)
        taken = await run_sync(
            inbox.receive, self.store, conversation.id, incoming, self.words, self.turns.holder
        )
        if isinstance(taken, OtherContent):
            raise Refused(409, "conflict", "This id was used before, for another message.")
        if taken.first:
            self.changes.tell(conversation.id)
            self.turns.wake(conversation.id, taken.claimed)
        return taken

    async def wait_for_answer(
        self, conversation: str, seq: int, seconds: float, *, just_asked: bool = False
    ) -> Answer:
        """The answer to message `seq`, or how far it is after `seconds`.

        `just_asked` says that there can be none yet, so that nobody looks before something changed.
        """
        end = time.monotonic() + seconds
        if just_asked:
            with self.changes.watch(conversation) as changed:
                await changed(min(LOOK_AGAIN, seconds))
        while True:
            with self.changes.watch(conversation) as changed:
                answer = await run_sync(history.answer_to, self.store, conversation, seq)
                left = end - time.monotonic()
                if answer.done or left <= 0:
                    return answer
                await changed(min(LOOK_AGAIN, left))

    async def note_shown(self, conversation: str, seq: int) -> None:
        """The shopper fetched what people answered."""
        if await run_sync(note_shown, self.store, conversation, seq):
            self.on_shown(conversation)

    async def _incoming(self, conversation: Conversation, body: MessageBody) -> Incoming:
        metadata: dict[str, Any] = {}
        if conversation.locale is not None:
            metadata["locale"] = conversation.locale
        payload = None
        if body.button is not None:
            text, payload = await self._button(conversation.id, body.button)
        elif body.form is not None:
            await self._check_photos(conversation.id, body.form)
            text = body.form.values.words(conversation.locale or "zh")
            metadata[inbox.FORM] = as_metadata(body.form)
        else:
            text = clean(body.text or "")
        if is_blank(text):
            raise Refused(422, "empty_text", "There is nothing in it.")
        return Incoming(body.id, text, body.fingerprint(), payload, metadata)

    async def _check_photos(self, conversation: str, form: Form) -> None:
        if isinstance(form, PhotosForm):
            ids = form.values.uploads
            if not await run_sync(are_photos_of, self.store, conversation, ids):
                raise Refused(422, "invalid", "These photos were not uploaded here.")

    async def _button(self, conversation: str, button: str) -> tuple[str, str]:
        found = await run_sync(inbox.find_button, self.store, conversation, clean(button))
        if found is None:
            raise Refused(404, "button_not_found", "No such button was shown here.")
        return found


def new_message_id() -> str:
    """For a message that came without one."""
    return str(uuid.uuid4())
