"""Order files: reading them, checking them whole, and putting them into the shop."""

from __future__ import annotations

from actions.shop.imports.importing import FileFormat, Imported, import_data, import_orders
from actions.shop.imports.patching import patch_order
from actions.shop.imports.reading import BadValue

__all__ = ["BadValue", "FileFormat", "Imported", "import_data", "import_orders", "patch_order"]
