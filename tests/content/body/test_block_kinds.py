"""The table of block kinds: nothing about a kind is forgotten."""

from copy import deepcopy

from wagtail import blocks

import pytest

from cms.content.body.block_kind import leaves
from cms.content.body.block_kinds import KINDS
from cms.content.body.block_records import BlockRecords
from cms.content.body.blocks import BodyBlock
from cms.content.body.canonical import UnattestedBlock
from cms.content.reading.loader import Reading
from cms.content.reading.text_languages import TextLanguages
from cms.content.tree import SiteTree
from tests import factories, snapshots

NAMES = list(KINDS)
# What they show is written elsewhere and may change by itself.
UNATTESTED = ["reusable_text", "contact_person"]
ATTESTED = [name for name in NAMES if name not in UNATTESTED]
IGNORED = {"type", "id"}


class Named:
    """Targets that are called as what they were asked by."""

    def page(self, page_id):
        return f"page:{page_id}"

    def document(self, document_id):
        return f"document:{document_id}"

    def image(self, image_id):
        return f"image:{image_id}"


@pytest.fixture
@snapshots.fixture
def stored(english):
    """A stored block of each kind with all its parts filled, by kind."""
    page = factories.news_page(english.news, "Target", slug="target")
    shown = factories.image()
    body = factories.every_block(shown=shown, offered=factories.document(), page=page)
    found = {block["type"]: block for block in body}
    found["image"]["value"]["caption"] = "A caption"
    found["download"]["value"]["title"] = "Manual"
    found["call_to_action"]["value"]["link"]["url"] = "https://elsewhere.example/"
    return found


def canonical(name, value):
    return list(KINDS[name].canonical(value, Named()))


def variants(value, of_leaf, of_struct=lambda _value: ()):
    """The value with one of its leaves or structs replaced, for each of them."""
    if isinstance(value, dict):
        if "id" not in value:
            yield from of_struct(value)
        for key in value.keys() - IGNORED:
            yield from (value | {key: one} for one in variants(value[key], of_leaf, of_struct))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            for one in variants(item, of_leaf, of_struct):
                yield [*value[:place], one, *value[place + 1 :]]
    else:
        yield from of_leaf(value)


def other(leaf):
    """Another value for a leaf."""
    if isinstance(leaf, bool):
        return [not leaf]
    return [leaf + 1] if isinstance(leaf, int) else [f"{leaf}1"]


def parts(block, value):
    """The places where a stored value and the editor's block have different parts."""
    if isinstance(block, blocks.ListBlock):
        return [one for item in value for one in parts(block.child_block, item["value"])]
    if isinstance(block, blocks.BaseStructBlock):
        differing = [(block, set(block.child_blocks) ^ set(value))]
        inner = [
            one
            for name, child in block.child_blocks.items()
            if name in value
            for one in parts(child, value[name])
        ]
        return [one for one in differing if one[1]] + inner
    return []


def test_the_editor_has_every_kind():
    assert list(BodyBlock().child_blocks) == NAMES


def test_the_stored_blocks_of_this_test_have_every_part(stored):
    assert list(stored) == sorted(NAMES, key=list(stored).index)
    assert {name: parts(KINDS[name].editor(), stored[name]["value"]) for name in NAMES} == {
        name: [] for name in NAMES
    }


@pytest.mark.parametrize("name", ATTESTED)
def test_the_canonical_form_attests_each_part(stored, name):
    value = stored[name]["value"]
    before = canonical(name, value)
    texts = list(variants(value, other))
    assert before
    assert texts
    unnoticed = []
    for one in texts:
        try:
            if canonical(name, one) == before:
                unnoticed.append(one)
        except UnattestedBlock:
            continue
    # A call to action that leads to a page doesn't lead to an address.
    assert [one for one in unnoticed if name != "call_to_action"] == []
    assert all(one["link"]["url"].endswith("1") for one in unnoticed)


def test_the_canonical_form_of_an_invitation_attests_its_address(stored):
    value = stored["call_to_action"]["value"]
    value["link"]["page"] = None
    elsewhere = deepcopy(value)
    elsewhere["link"]["url"] = "https://elsewhere.example/other"
    assert canonical("call_to_action", value) != canonical("call_to_action", elsewhere)


@pytest.mark.parametrize("name", UNATTESTED)
def test_what_may_change_by_itself_is_never_in_a_legal_notice(stored, name):
    assert not KINDS[name].is_text
    with pytest.raises(UnattestedBlock):
        canonical(name, stored[name]["value"])


@pytest.mark.parametrize("name", [name for name in ATTESTED if name != "rich_text"])
def test_the_canonical_form_refuses_parts_it_does_not_know(stored, name):
    value = stored[name]["value"]
    others = list(variants(value, lambda _leaf: (), lambda struct: [struct | {"setting": "on"}]))
    assert others
    for one in others:
        with pytest.raises(UnattestedBlock):
            canonical(name, one)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [7, ["words"], [{"words": 1}]])
def test_the_canonical_form_refuses_values_of_another_shape(name, value):
    with pytest.raises(UnattestedBlock):
        canonical(name, value)


@pytest.mark.parametrize("level", ["4", "1", "", None, "²"])
def test_the_canonical_form_refuses_levels_an_editor_cannot_choose(level):
    with pytest.raises(UnattestedBlock):
        canonical("heading", {"text": "A heading", "level": level})


@pytest.mark.parametrize("name", NAMES)
def test_words_are_found_without_what_a_block_refers_to_only_if_it_refers_to_nothing(name):
    chosen = [one for one in leaves(KINDS[name].editor()) if isinstance(one, blocks.ChooserBlock)]
    assert (KINDS[name].stored_words is None) == bool(chosen)


def test_the_words_of_stored_blocks_are_those_readers_search(english, stored):
    tree = SiteTree.load()
    reading = Reading(tree, tree.root("en"))
    wording = TextLanguages(reading, english.news.translation_key, "en")
    body = BlockRecords.read(stored.values(), owner=1, wording=wording)
    reading.fetch()
    records = dict(zip(stored, body.blocks, strict=True))
    for name, kind in KINDS.items():
        assert type(records[name]) is kind.record
        assert any(kind.words(records[name]))
        if kind.stored_words is not None:
            assert kind.stored_words(stored[name]["value"]) == kind.words(records[name])


def test_only_invitations_depend_on_a_page():
    assert [kind.name for kind in KINDS.values() if kind.is_link] == ["call_to_action"]
