"""Footnotes: numbers that stay, and references that survive translation."""

from wagtail.blocks.list_block import ListBlockValidationError

import pytest

from cms.content.body.block_kinds import KINDS
from cms.content.body.rich_text.document import document
from cms.content.body.rich_text.markdown import markdown
from cms.content.body.rich_text.parsing import parse
from tests import factories

REFERENCE = '<p>Forty stops<a href="#footnote-1"><sup>1</sup></a>.</p>'


def test_two_notes_of_one_number_are_refused():
    block = KINDS["footnotes"].editor()
    stored = factories.footnotes((1, "<p>a</p>"), (2, "<p>b</p>"), (1, "<p>c</p>"))["value"]
    with pytest.raises(ListBlockValidationError) as refused:
        block.clean(block.to_python(stored))
    assert sorted(refused.value.block_errors) == [0, 2]
    block.clean(block.to_python(stored[:2]))


def test_a_reference_is_told_in_every_format():
    tree = document(parse(REFERENCE), lambda node: (node.attributes["href"], None))
    link = tree["children"][0]["children"][1]
    assert (link["type"], link["url"]) == ("link", "#footnote-1")
    assert markdown(tree).strip() == "Forty stops[<sup>1</sup>](#footnote-1)."
