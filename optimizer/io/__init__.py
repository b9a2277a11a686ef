"""Folders and files to the question and the answer, and back."""

from optimizer.io.instances import read_instance, read_variants, write_instance
from optimizer.io.result import read_plan, read_result, write_result

__all__ = [
    "read_instance",
    "read_plan",
    "read_result",
    "read_variants",
    "write_instance",
    "write_result",
]
