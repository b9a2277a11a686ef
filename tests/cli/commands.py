"""The door through which tests give commands, as a planner does."""

from pathlib import Path

from click.testing import CliRunner

import cli

ROOT = Path(__file__).parents[2]
HAMLET = ROOT / "instances" / "hamlet"


def reserve(*arguments):
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def spoil(file, old, new):
    text = file.read_text(encoding="utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
