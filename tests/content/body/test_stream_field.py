from django.db.migrations.writer import MigrationWriter
from wagtail import blocks

import pytest

from cms.content.body.blocks import Body
from cms.content.body.stream_field import BlockStreamField
from cms.news.models import NewsPage


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
    class Changed(Body):
        extra = blocks.CharBlock()

    deconstructed = [
        BlockStreamField(block(), blank=True).deconstruct() for block in (Body, Changed)
    ]
    assert deconstructed[0] == deconstructed[1]


def test_a_migration_can_make_the_field_without_blocks():
    _name, _path, args, kwargs = NewsPage._meta.get_field("body").deconstruct()
    field = BlockStreamField(*args, **kwargs)
    assert dict(field.stream_block.child_blocks) == {}


@pytest.mark.parametrize(
    "name",
    ["heading", "rich_text", "download", "image", "gallery", "quote", "embed", "call_to_action"],
)
def test_the_model_itself_has_the_blocks(name):
    assert name in NewsPage._meta.get_field("body").stream_block.child_blocks
