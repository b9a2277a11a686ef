"""A folder of published instances, made by hand."""

import pytest
from bench_data import write_files
from village import HOLMBERG, ORLIB


@pytest.fixture
def data(tmp_path):
    files = {
        "cflp/orlib/capa.txt": ORLIB,
        "cflp/holmberg/p10": HOLMBERG,
        "cflp/holmberg/p2": HOLMBERG,
        "cflp/holmberg/os.txt": "44",
        "cflp/BKS.csv": (
            "instance,bks,status,source,variant\n"
            "holmberg/p2,44,optimal,by hand,single-source\n"
            "holmberg/p2,43.5,optimal,by hand,multi-source (splittable)\n"
            "holmberg/p2,45,optimal,by hand,single-source\n"
            "holmberg/p10,44,optimal,by hand,single-source\n"
            "orlib/capa@capacity=8000,44,optimal,by hand,multi-source (splittable)\n"
        ),
    }
    return write_files(tmp_path / "bench", files)
