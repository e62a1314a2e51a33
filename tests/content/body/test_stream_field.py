from django.db.migrations.writer import MigrationWriter
from wagtail import blocks

import pytest

from cms.content.body.block_kinds import KINDS
from cms.content.body.blocks import BodyBlock
from cms.content.body.stream_field import BlockStreamField
from cms.news.models import NewsPage
from tests import factories


def test_leaves_its_blocks_out_of_migrations():
    field = NewsPage._meta.get_field("body")
    _name, path, args, kwargs = field.deconstruct()
    assert path == "cms.content.body.stream_field.BlockStreamField"
    assert args == []
    assert kwargs.keys() == {"blank", "verbose_name"}
    written, imports = MigrationWriter.serialize(field)
    assert "cms.content.body.stream_field.BlockStreamField(" in written
    assert imports == {"import cms.content.body.stream_field"}
    assert "heading" not in written


def test_a_changed_block_makes_no_migration():
    class Changed(BodyBlock):
        extra = blocks.CharBlock()

    deconstructed = [
        BlockStreamField(block(), blank=True).deconstruct() for block in (BodyBlock, Changed)
    ]
    assert deconstructed[0] == deconstructed[1]


def test_a_migration_can_make_the_field_without_blocks():
    _name, _path, args, kwargs = NewsPage._meta.get_field("body").deconstruct()
    field = BlockStreamField(*args, **kwargs)
    assert dict(field.stream_block.child_blocks) == {}


@pytest.mark.parametrize("name", KINDS)
def test_the_model_itself_has_the_blocks(name):
    assert name in NewsPage._meta.get_field("body").stream_block.child_blocks


@pytest.mark.django_db
def test_items_of_lists_in_lists_have_ids_that_stay(english):
    rows = [["A", "B"], ["C"]]
    value = {"caption": "", "has_header_row": True, "has_header_column": False}
    table = {"type": "table", "value": value | {"alignments": ["end"], "rows": rows}, "id": "1"}
    page = factories.news_page(english.news, body=[table])

    def stored():
        found = NewsPage.objects.get(pk=page.pk).body.raw_data[0]["value"]
        cells = [cell for row in found["rows"] for cell in row["value"]]
        assert [cell["value"] for cell in cells] == ["A", "B", "C"]
        return [item["id"] for item in (*found["rows"], *cells, *found["alignments"])]

    first = stored()
    assert len(set(first)) == 6
    NewsPage.objects.get(pk=page.pk).save()
    assert stored() == first
