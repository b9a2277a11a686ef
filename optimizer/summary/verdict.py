"""What the judge says of a plan, as lines to read and as a tree for machines."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from optimizer.summary.phrases import Lang, counted, phrase
from optimizer.summary.promises import IN_CHINESE, UNITS_IN_CHINESE
from optimizer.verify import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Result, Violation

MOST_TOLD = 20
"""Violations that are told one by one; for machines there are all."""


def verdict_text(violations: Sequence[Violation], lang: Lang) -> str:
    """Return every promise that was found to hold, or how many are broken and where."""
    return "\n".join(_broken(violations, lang) if violations else _kept(lang))


def _kept(lang: Lang) -> Iterator[str]:
    promises = _promises(lang)
    yield phrase("kept", lang, count=len(promises))
    width = max(map(len, promises))
    yield from (f"  {name:{width}}  {sentence}" for name, sentence in promises.items())


def _promises(lang: Lang) -> dict[str, str]:
    """Return every promise that is checked, with its sentence."""
    if lang is Lang.ZH:
        return {check.__name__: IN_CHINESE[check.__name__] for check in CHECKS}
    return {check.__name__: (check.__doc__ or "").partition("\n")[0] for check in CHECKS}


def _broken(violations: Sequence[Violation], lang: Lang) -> Iterator[str]:
    broken = {violation.promise for violation in violations}
    if broken - {check.__name__ for check in CHECKS}:
        yield phrase("unfit", lang, lines=len(violations))
    else:
        yield phrase(
            "broken",
            lang,
            promises=counted("promise", len(broken), lang),
            violations=counted("violation", len(violations), lang),
        )
    yield from (f"  {_told(violation, lang)}" for violation in violations[:MOST_TOLD])
    if len(violations) > MOST_TOLD:
        yield "  " + phrase("and_more", lang, count=len(violations) - MOST_TOLD)


def _told(violation: Violation, lang: Lang) -> str:
    """Return a violation as a line; in Chinese which promise is broken, where and by how much."""
    if lang is Lang.EN or violation.promise not in IN_CHINESE:
        return str(violation)
    return phrase(
        "broken_here",
        lang,
        promise=violation.promise,
        where=violation.where,
        amount=f"{violation.amount:,.6g} {UNITS_IN_CHINESE.get(violation.unit, violation.unit)}",
        promised=IN_CHINESE[violation.promise],
    )


def verdict_tree(
    result: Result, instance: Instance, violations: Sequence[Violation]
) -> Mapping[str, object]:
    """Return the verdict on a result's plan for machines, with every violation."""
    return {
        "instance": {"name": instance.name, "digest": instance.digest},
        "plan_digest": result.instance_digest,
        "verified": not violations,
        "promises": sorted(check.__name__ for check in CHECKS),
        "violations": [asdict(violation) for violation in violations],
    }


def other_tables(result: Result, instance: Instance, lang: Lang) -> str:
    """Return that a plan was made for other tables, or nothing where it was made for these."""
    if result.instance_digest == instance.digest:
        return ""
    variant, changes = result.options.get("variant"), result.options.get("set")
    options = [f"--variant {variant}"] if variant else []
    options += [f"--set '{change}'" for change in str(changes).split("; ")] if changes else []
    told = phrase(
        "other_tables",
        lang,
        its=result.instance_name,
        its_digest=result.instance_digest[:12],
        name=instance.name,
        digest=instance.digest[:12],
    )
    return told + phrase("made_with", lang, options=" ".join(options)) if options else told
