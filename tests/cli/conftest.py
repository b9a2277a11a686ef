"""What every test of a command starts from."""

import logging
import shutil
from pathlib import Path

import pytest
from commands import HAMLET


@pytest.fixture(autouse=True)
def _own_folder_language_and_log(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    root = logging.getLogger()
    handlers = root.handlers[:]
    yield
    root.handlers[:] = handlers


@pytest.fixture
def valley():
    """Return a copy of the hamlet that a test may spoil."""
    return Path(shutil.copytree(HAMLET, "valley"))
