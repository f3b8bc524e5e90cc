"""What is measured of a page: is it accessible, does it fit a phone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from bot.commands.build_ui import UI

AXE = UI / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TOO_SMALL = """chat => [...chat.shadowRoot.querySelectorAll("button, a, label.chip, .control")]
  .filter(e => e.offsetParent !== null && !e.closest(".text"))
  .map(e => [e.className, e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""


def serious(page: Page) -> list[str]:
    """What axe finds serious or worse, as `rule: element`."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {node['target']}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]
