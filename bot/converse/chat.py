"""One shopper at the chat API over REST: opens a session, sends, reads what came."""

from __future__ import annotations

import mimetypes
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

# Longer than the API itself waits for an answer.
_TIMEOUT = httpx.Timeout(45.0)
_TRIES = 3
# Enough for requests of a burst to arrive in their order, too little for an answer in between.
_BURST_GAP = 0.03


class ChatError(Exception):
    """The API answered with an error or not at all."""


@dataclass(frozen=True)
class Heard:
    """What came after something was sent. Replies are as the API gives them."""

    replies: tuple[dict[str, Any], ...]
    handled_by: str


class Chat:
    """One conversation. Not usable before `open`."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._headers: dict[str, str] = {}
        self._seen = 0

    def open(self, locale: str | None = None, customer_token: str | None = None) -> None:
        """Begin, or with the conversation already open sign in or change its language."""
        wanted = {"locale": locale, "customer_token": customer_token}
        body = {key: value for key, value in wanted.items() if value is not None}
        answer = self._request("POST", "/api/chat/sessions", json=body)
        self._headers = {"Authorization": f"Bearer {answer['token']}"}

    def send(self, content: dict[str, Any]) -> Heard:
        """Send a text, a button or a form and wait for the answer."""
        body = {"id": str(uuid.uuid4()), **content}
        answer: dict[str, Any] = {}
        for _ in range(_TRIES):
            # Sending it again is how one waits on: it is done once.
            answer = self._request("POST", "/api/chat/messages", json=body)
            if not answer.get("pending"):
                return self._note(answer["replies"], answer["handled_by"])
        raise ChatError("no answer came; it is still pending")

    def send_at_once(self, texts: tuple[str, ...]) -> Heard:
        """Send one text after the other without waiting for answers; all answers in one."""

        def send(place: int) -> Heard:
            time.sleep(place * _BURST_GAP)
            return self.send({"text": texts[place]})

        with ThreadPoolExecutor(len(texts)) as threads:
            answers = list(threads.map(send, range(len(texts))))
        replies = {reply["seq"]: reply for heard in answers for reply in heard.replies}
        in_order = tuple(replies[seq] for seq in sorted(replies))
        return Heard(in_order, answers[-1].handled_by)

    def send_photo(self, file: Path) -> Heard:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        part = {"file": (file.name, file.read_bytes(), kind)}
        upload = self._request("POST", "/api/chat/uploads", files=part)["upload_id"]
        return self.send({"form": {"type": "photos", "values": {"uploads": [upload]}}})

    def hear(self) -> Heard:
        """What came since the last answer without being asked for."""
        answer = self._request("GET", "/api/chat/messages", params={"after": self._seen})
        others = [message for message in answer["messages"] if message["from"] != "shopper"]
        return self._note(others, answer["handled_by"])

    def _note(self, replies: list[dict[str, Any]], handled_by: str) -> Heard:
        self._seen = max([self._seen, *(int(reply["seq"]) for reply in replies)])
        return Heard(tuple(replies), handled_by)

    def _request(self, method: str, path: str, **content: Any) -> dict[str, Any]:
        try:
            response = self._client.request(
                method, path, headers=self._headers, timeout=_TIMEOUT, **content
            )
        except httpx.TransportError as error:
            raise ChatError(f"{method} {path}: {error!r}") from error
        if response.is_error:
            raise ChatError(f"{method} {path}: {response.status_code} {response.text[:500]}")
        answer: dict[str, Any] = response.json()
        return answer
