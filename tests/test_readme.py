"""What the READMEs promise a newcomer is true."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "CONTRIBUTING.md")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def page(name):
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name, language):
    """Return the fenced blocks of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page(name), re.M | re.S)


@pytest.mark.parametrize("name", READMES)
def test_the_python_example_runs_and_prints_a_plan(name, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    (example,) = blocks(name, "python")
    exec(compile(example, name, "exec"), {})
    said = capsys.readouterr().out
    assert "optimal: 40,879 CNY a year" in said
    assert "HA central large" in said
    assert "HD point room" in said
    assert re.search(r"^HD +6600\.0$", said, re.M)


@pytest.mark.parametrize("name", READMES)
def test_the_tour_of_five_minutes_can_be_walked(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    steps = [shlex.split(line) for block in blocks(name, "sh") for line in block.splitlines()]
    assert len(steps) == 7
    for program, *arguments in steps:
        assert program == "reserve"
        done = CliRunner().invoke(cli.main, arguments)
        assert done.exit_code == 0, (arguments, done.output)
        assert "warning" not in done.stderr


@pytest.mark.parametrize("name", READMES)
def test_every_command_stands_in_the_table_of_commands(name):
    told = re.findall(r"^\| `reserve (\w+)", page(name), re.M)
    assert set(told) == set(cli.main.commands)


@pytest.mark.parametrize("name", READMES)
def test_the_exit_codes_are_those_of_the_reference(name):
    def codes(text):
        return re.findall(r"^\| (\d+) \|", text, re.M)

    assert codes(page(name)) == codes(page("docs/cli.md"))


@pytest.mark.parametrize("name", READMES)
def test_every_dependency_is_told_with_what_it_is_for(name):
    for requirement in PROJECT["dependencies"]:
        package = re.match(r"[\w-]+", requirement)[0]
        assert re.search(rf"^\| {package} \| \S.+ \|$", page(name), re.M), package
    for requirement in PROJECT["optional-dependencies"]["dev"]:
        package = re.match(r"[\w-]+", requirement)[0]
        assert re.search(rf"(?<![\w-]){package}(?![\w-])", page(name)), package


@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_the_repository_leads_somewhere(name):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page(name))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_that_is_told_exists(name):
    targets = set(re.findall(r"^([\w-]+):", page("Makefile"), re.M))
    assert set(re.findall(r"(?:^    |`)make ([\w-]+)", page(name), re.M)) <= targets


@pytest.mark.parametrize("name", READMES)
def test_the_excerpt_of_a_plan_has_lines_as_the_summary_writes_them(name):
    from optimizer.summary.phrases import PHRASES

    (excerpt,) = blocks(name, "text")
    which = READMES.index(name)
    for key in ("stores", "stock", "service", "spending", "shortages", "verified"):
        assert PHRASES[key][which] in excerpt


def test_the_newest_version_of_the_changelog_is_the_package_s():
    versions = re.findall(r"^## \[([\d.]+)\]", page("CHANGELOG.md"), re.M)
    assert versions[0] == PROJECT["version"]
