"""The pages as files: the shop page of the demo, the widget, the desk, and what they load."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.settings import Settings
from bot.web.errors import Refused
from bot.web.security import desk_policy

WIDGET = "order-support.js"
DESK = "desk.html"


class Pages:
    """Serves what the build put into `settings.pages`."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.pages

    def routes(self) -> list[BaseRoute]:
        """The last routes of all: whatever is no other route may be a file."""
        files = StaticFiles(directory=self._folder, check_dir=False)
        # Pages that are not built yet are not found; that is no fault of the server's.
        files.config_checked = True
        return [
            Route("/", self.shop),
            Route("/widget.js", self.widget),
            *(Route(path, self.desk) for path in ("/desk", "/desk/", f"/{DESK}")),
            Mount("/", files),
        ]

    async def shop(self, request: Request) -> Response:
        return self._file("index.html")

    async def widget(self, request: Request) -> Response:
        return self._file(WIDGET)

    async def desk(self, request: Request) -> Response:
        page = self._file(DESK)
        page.headers["Content-Security-Policy"] = desk_policy()
        page.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return page

    def _file(self, name: str) -> Response:
        path = self._folder / name
        if not path.is_file():
            raise Refused(404, "not_built", "The pages are not built yet: make setup.")
        # Asked again each time, answered with 304 while unchanged: a new widget reaches everybody.
        return FileResponse(path, headers={"Cache-Control": "no-cache"})
