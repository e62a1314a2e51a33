"""Every kind of blocks reaches readers: schema, fragment and reference frontend know it."""

import re
from dataclasses import replace
from typing import Any

import pytest
from graphql import build_schema, parse

from cms.api.content import blocks
from cms.api.contract import files
from cms.content.body.block_kinds import KINDS

pytestmark = pytest.mark.one_database

FRONTEND = files.CONTRACT / "reference_frontend" / "blocks"
TYPE_NAMES = sorted(kind.type_name for kind in KINDS.values())


def test_the_schema_has_a_type_for_each_kind():
    schema = build_schema((files.CONTRACT / "schema.graphql").read_text())
    union: Any = schema.type_map["Block"]
    assert sorted(one.name for one in union.types) == TYPE_NAMES


def test_the_fragment_asks_for_each_kind():
    definitions: Any = parse(
        (files.OPERATIONS / "fragments" / "BodyBlock.graphql").read_text()
    ).definitions
    (fragment,) = definitions
    asked = [
        one.type_condition.name.value
        for one in fragment.selection_set.selections
        if one.kind == "inline_fragment"
    ]
    assert sorted(asked) == TYPE_NAMES


def test_the_reference_frontend_shows_each_kind():
    source = (FRONTEND / "Blocks.js").read_text()
    table = re.search(r"const components = \{(.*?)\}", source, re.DOTALL)
    assert table
    assert sorted(re.findall(r"\w+", table[1])) == TYPE_NAMES
    assert sorted(path.stem for path in FRONTEND.glob("*Block.js")) == TYPE_NAMES


def test_a_kind_without_a_type_is_an_error(monkeypatch):
    monkeypatch.setitem(KINDS, "carousel", replace(KINDS["quote"], name="carousel"))
    with pytest.raises(LookupError, match=r"^'?No GraphQL type for blocks of the kind carousel"):
        blocks.registered_types()


def test_a_type_without_a_kind_is_an_error():
    with pytest.raises(KeyError, match="carousel"):

        class CarouselBlock(blocks.BlockType):
            """Pictures that move."""

            class Meta:
                kind = "carousel"


def test_a_type_is_called_as_its_kind():
    with pytest.raises(TypeError, match=r"^The type of quote is called Saying\.$"):

        class Saying(blocks.BlockType):
            """A quotation."""

            class Meta:
                kind = "quote"
