from pathlib import Path

from optimizer.instance import SECTIONS, TABLES
from optimizer.instance.schema import columns
from optimizer.io.format_docs import instance_format
from optimizer.io.manifest import read_manifest

PAGE = Path(__file__).parents[2] / "docs" / "instance-format.md"
REMEDY = "run: python -m optimizer.io.format_docs > docs/instance-format.md"


def test_the_page_on_the_format_is_up_to_date():
    assert PAGE.read_text("utf-8") == instance_format(), REMEDY


def test_every_column_of_every_table_is_documented():
    page = instance_format()
    for name, row_type in (SECTIONS | TABLES).items():
        title = f"### [{name}]" if name in SECTIONS else f"### {name}.csv"
        chapter = page.partition(f"{title}\n")[2].partition("\n## ")[0].partition("\n### ")[0]
        for column, spec in columns(row_type).items():
            assert f"| `{column}` |" in chapter
            assert spec.description.replace("|", "\\|") in chapter


def test_the_examples_on_the_page_can_be_read():
    example, variant = (part.partition("```")[0] for part in instance_format().split("```toml")[1:])
    manifest = read_manifest(example + variant)
    assert manifest.problems == []
    assert manifest.heading.year == 2026
    assert manifest.variants["free_subs"].changes["policy.sub_max"] == 6
