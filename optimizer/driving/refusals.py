"""What is refused before anything is driven: plans of other instances, unknown families."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.errors import UsageError
from optimizer.verify import unknown_things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Plan


SHOWN = 5
"""Things of another instance that are told by name."""


def refuse_other_plans(instance: Instance, plan: Plan) -> None:
    """Refuse a plan that was made for another instance.

    Raises
    ------
    UsageError
        When the plan speaks of things that the instance does not know.
    """
    unknown = dict.fromkeys(violation.where for violation in unknown_things(instance, plan))
    if unknown:
        shown, is_more = list(unknown)[:SHOWN], len(unknown) > SHOWN
        raise UsageError(
            Bilingual(
                f"the plan was not made for {instance.name}, which does not know "
                f"{', '.join(shown)}{' and more' if is_more else ''} "
                "(`reserve verify` tells all); give the instance that it was made for.",
                f"该方案不是为 {instance.name} 编制的：其中没有 {'、'.join(shown)}"
                f"{'等' if is_more else ''}（reserve verify 可列出全部）；请使用编制方案时的实例。",
            )
        )


def refuse_unknown_families(instance: Instance, first: Sequence[str]) -> None:
    """Refuse families that are to come first and are not of the instance.

    Raises
    ------
    UsageError
        When a family is not one of the instance.
    """
    known = [family.id for family in instance.families]
    unknown = sorted(set(first) - set(known))
    if unknown:
        raise UsageError(
            Bilingual(
                f"no family is called {', '.join(unknown)}; there are {', '.join(known)}.",
                f"没有物资大类 {'、'.join(unknown)}；已有大类：{'、'.join(known)}。",
            )
        )
