"""Nothing the command line can do goes undocumented."""

import re
from pathlib import Path

import click
import pytest

from cli import main

DOCS = (Path(__file__).parents[1] / "docs" / "cli.md").read_text(encoding="utf-8")

SECTIONS = {
    title.split()[0]: text
    for title, text in re.findall(r"^## `reserve (.*?)`$(.*?)(?=^## |\Z)", DOCS, re.M | re.S)
}


def test_every_command_has_a_section_and_every_section_a_command():
    assert set(SECTIONS) == set(main.commands)


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (name, option)
        for name, command in sorted(main.commands.items())
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    ],
)
def test_every_option_is_documented_with_its_command(command, option):
    assert re.search(rf"{re.escape(option)}(?![\w-])", SECTIONS[command])


@pytest.mark.parametrize("command", sorted(SECTIONS))
def test_every_documented_option_exists(command):
    documented = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", SECTIONS[command]))
    existing = {option for parameter in main.commands[command].params for option in parameter.opts}
    assert documented <= existing


def test_every_option_and_command_has_a_help_text():
    for command in main.commands.values():
        assert command.help
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help
