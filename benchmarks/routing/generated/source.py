"""Where the figures of made-up regions come from."""

from __future__ import annotations

from typing import Any

MADE_UP: dict[str, Any] = {"source": "made up"}
"""What stands in the column `source` of every row."""
