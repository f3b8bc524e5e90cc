"""The front door as one application: sockets outside, pages and REST inside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import socketio
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from actions.shop.engine import make_engine
from actions.shop.policy import Policy, load_policy
from actions.shop.remedies import mend
from actions.shop.shop import open_shop
from bot.conversations.asking import RETRY_AFTER, Asking, Words
from bot.conversations.assistant import PATIENCE, Assistant
from bot.conversations.changes import Changes
from bot.conversations.database import Store, open_store
from bot.conversations.turns import Turns
from bot.desk.office import Office
from bot.desk.waiting import queue_words
from bot.settings import ROOT, Settings
from bot.text import language_of
from bot.web.chat_rest import WAIT_SECONDS, RestChat
from bot.web.chat_socket import SocketChat, create_server
from bot.web.customers import ShopCustomers
from bot.web.demo import DemoShop
from bot.web.desk.desk import Desk
from bot.web.desk.hub import Hub
from bot.web.desk.rounds import EVERY_SECONDS, Rounds
from bot.web.desk.routes import desk_routes
from bot.web.desk.sockets import DeskSockets
from bot.web.desk.webhook import Webhook
from bot.web.door import Door
from bot.web.errors import HANDLERS
from bot.web.health import Health
from bot.web.limits import Limit
from bot.web.mending import Mending
from bot.web.pages import Pages
from bot.web.seats import Seats
from bot.web.security import OriginCheck, SecurityHeaders
from bot.web.texts import day, say


@dataclass(frozen=True)
class Timing:
    """Seconds: until REST answers "pending", until Rasa is too slow, and between the tries.

    `rounds`: between two looks after the desk's queue.
    """

    wait: float = WAIT_SECONDS
    patience: float = PATIENCE
    retry_after: tuple[float, ...] = RETRY_AFTER
    rounds: float = EVERY_SECONDS


def create_app(settings: Settings, timing: Timing = Timing()) -> ASGIApp:
    """The door of one instance. Its tables must be there."""
    store = open_store(settings.database_url, settings.clock)
    policy = load_policy(ROOT / "actions" / "shop" / "policy.yml")
    # No proxy of the environment's: Rasa and the actions are neighbours on the loopback.
    http = httpx.AsyncClient(trust_env=False)
    changes = Changes()
    asking = Asking(
        store,
        Assistant(http, settings.rasa_url, settings.rasa_channel_secret, timing.patience),
        changes,
        Words(trouble=_words("trouble"), unavailable=_words("unavailable")),
        timing.retry_after,
    )
    office = Office(store, policy, say, day)
    words = queue_words(office)
    turns = Turns(store, asking, changes, words)
    server = create_server(settings)
    hub = Hub(office, server)
    seats = Seats(store, server)
    door = Door(
        settings=settings,
        store=store,
        customers=ShopCustomers(store.engine, policy, settings.clock),
        changes=changes,
        turns=turns,
        message_limit=Limit(settings.messages_per_minute, 60),
        upload_limit=Limit(settings.uploads_per_minute, 60),
        conversation_limit=Limit(settings.conversations_per_hour, 3600),
        words=words,
        on_shown=hub.changed,
    )
    SocketChat(door, server, seats, hub.typing)
    trackers = make_engine(settings.tracker_database_url)
    desk = Desk(settings, office, changes, hub, seats, trackers)
    DeskSockets(desk, server)
    changes.listen(seats.changed)
    changes.listen(hub.changed)
    seats.on_shown = hub.changed
    turns.on_typing = seats.type
    mending = Mending(_mend(store, policy))
    rounds = Rounds(office, changes, hub, timing.rounds)
    webhook = Webhook(store, settings.webhook_url, settings.webhook_secret)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        turns.start()
        seats.start()
        hub.start()
        mending.start()
        rounds.start()
        if settings.webhook_url:
            webhook.start()
        yield
        await webhook.stop()
        await rounds.stop()
        await mending.stop()
        await hub.stop()
        await turns.stop()
        await seats.stop()
        await http.aclose()
        store.close()
        trackers.dispose()

    demo = DemoShop(settings, store, policy).routes() if settings.demo_shop else []
    pages = Starlette(
        routes=[
            *RestChat(door, timing.wait).routes(),
            *desk_routes(desk),
            *Health(settings, store, http).routes(),
            *demo,
            *Pages(settings).routes(),
        ],
        middleware=_middleware(settings),
        exception_handlers=HANDLERS,
        lifespan=lifespan,
    )
    app: Any = socketio.ASGIApp(server, other_asgi_app=pages)
    return SecurityHeaders(app, settings)


def _middleware(settings: Settings) -> list[Middleware]:
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=settings.shop_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After"],
            max_age=600,
        ),
        Middleware(OriginCheck, settings=settings),
    ]


def _mend(store: Store, policy: Policy) -> Callable[[], int]:
    def work() -> int:
        with open_shop(store.engine, policy, store.clock) as shop:
            return len(mend(shop))

    return work


def _words(key: str) -> Callable[[str, str | None], str]:
    return lambda text, locale: say(key, language_of(text, locale))
