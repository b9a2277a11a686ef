"""What a check found, as lines to read and as a tree for machines."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from optimizer.bilingual import chinese
from optimizer.errors import Problem
from optimizer.summary.phrases import Lang, counted, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.checks import Findings


def findings_text(name: str, findings: Findings, lang: Lang) -> str:
    """Return how many errors and warnings an instance has, and each of them on its line."""
    return "\n".join(_lines(name, findings, lang))


def _lines(name: str, findings: Findings, lang: Lang) -> Iterator[str]:
    errors, warnings = findings.errors, findings.warnings
    counts = (counted("error", len(errors), lang), counted("warning", len(warnings), lang))
    yield phrase("found", lang, name=name, errors=counts[0], warnings=counts[1])
    for key, problems in (("error", errors), ("warning", warnings)):
        for problem in problems:
            yield f"  {phrase(key, lang)}  {_told(problem, lang)}"


def warning_line(doubt: Problem | str, lang: Lang) -> str:
    """Return a doubt as it stands among the other messages of a command."""
    return f"{phrase('warning', lang)}  {_told(doubt, lang)}"


def _told(doubt: Problem | str, lang: Lang) -> str:
    if lang is Lang.EN:
        return str(doubt)
    return doubt.sentence_zh if isinstance(doubt, Problem) else chinese(doubt)


def findings_tree(name: str, digest: str | None, findings: Findings) -> Mapping[str, object]:
    """Return findings for machines; the digest is ``None`` for what cannot be read."""
    return {
        "instance": {"name": name, "digest": digest},
        "errors": [_problem_tree(problem) for problem in findings.errors],
        "warnings": [_problem_tree(problem) for problem in findings.warnings],
    }


def _problem_tree(problem: Problem) -> dict[str, object]:
    return {**asdict(problem), "message": str(problem), "message_zh": problem.sentence_zh}
