"""Where the published instances are, if they are here, and folders that stand for them."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "shared" / "bench"


def needs_data(family):
    """Return what skips a test where the published instances of a family are not here."""
    return pytest.mark.skipif(
        not (DATA / family).is_dir(), reason=f"the published instances are not in {DATA}"
    )


def write_files(folder, texts):
    """Write files by their names below a folder, and return the folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
