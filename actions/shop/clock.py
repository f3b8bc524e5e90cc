"""The one clock. `CLOCK_FILE`, in test instances only, names a file with seconds to add to it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path


class Clock:
    """Tells the time, aware UTC; moved forward by what `offset_file` says, if there is one."""

    def __init__(self, offset_file: Path | None = None) -> None:
        self._offset_file = offset_file

    def now(self) -> datetime:
        return datetime.now(timezone.utc) + self._offset()

    def _offset(self) -> timedelta:
        if self._offset_file is None or not self._offset_file.exists():
            return timedelta(0)
        return timedelta(seconds=float(self._offset_file.read_text() or 0))
