"""Dispatch sheets to print: a page on the scenario, then one for each vehicle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.dispatch import routes
from optimizer.summary.phrases import Lang
from optimizer.summary.sheets.overview import overview
from optimizer.summary.sheets.page import page

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan

__all__ = ["dispatch_text"]

NEW_PAGE = "\f"


def dispatch_text(instance: Instance, plan: Plan, scenario: str, lang: Lang | str) -> str:
    """Return what is to be done in a scenario as text to print, pages parted by form feeds.

    Parameters
    ----------
    scenario : str
        One that the plan is routed in.
    lang : Lang or str
        ``zh`` or ``en``.
    """
    lang = Lang(lang)
    found = routes(instance, plan, scenario)
    pages = [
        overview(instance, plan, scenario, found, lang),
        *(page(instance, route, lang) for route in found),
    ]
    return NEW_PAGE.join("\n".join(lines) + "\n" for lines in pages)
