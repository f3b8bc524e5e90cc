"""All routes of the desk."""

from __future__ import annotations

from starlette.routing import Route

from bot.web.desk.acting import Acting
from bot.web.desk.canned import CannedPages
from bot.web.desk.conversations import ConversationPages
from bot.web.desk.desk import Desk
from bot.web.desk.guard import Guard
from bot.web.desk.orders import OrderPages
from bot.web.desk.requests import RequestPages
from bot.web.desk.session import Sessions
from bot.web.desk.staff import StaffPages


def desk_routes(desk: Desk) -> list[Route]:
    guard = Guard(desk.store)
    return [
        *Sessions(desk).routes(guard),
        *StaffPages(desk).routes(guard),
        *ConversationPages(desk).routes(guard),
        *Acting(desk).routes(guard),
        *OrderPages(desk).routes(guard),
        *RequestPages(desk).routes(guard),
        *CannedPages(desk).routes(guard),
    ]
