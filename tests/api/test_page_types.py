"""Every type of pages has been said once, and all that asks for it finds it."""

from cms.api.schema import schema
from cms.content.pages.models import LocalisedPage
from cms.content.reading import page_types, pages
from cms.content.reading.loader import Reading
from cms.content.reading.selection import Selection
from cms.content.search import page_text
from cms.content.search.hits import with_texts
from cms.content.tree import SiteTree
from tests import factories


def names_in_schema():
    interface = schema.graphql_schema.type_map["Page"]
    return {type_.name for type_ in schema.graphql_schema.get_possible_types(interface)}


def test_every_model_of_pages_is_registered_and_has_a_type_in_the_schema():
    models = {one.model for one in page_types.registered()}

    assert models == set(LocalisedPage.__subclasses__())
    assert {model.__name__ for model in models} == names_in_schema()


def test_what_is_printed_are_fields_of_models_and_records(english):
    factories.news_page(english.news)
    factories.legal_notice(english.legal)
    tree = SiteTree.load()
    reading = Reading(tree, tree.roots[0])
    found = pages.find(pages.in_language(reading, with_fallback=False))
    records = pages.read_pages(reading, found, with_texts(Selection()))
    reading.fetch()

    read = set()
    for one in found:
        known = page_types.labelled(one.model)
        names = {field.name for field in known.model._meta.get_fields()}
        texts = [f"{name}_text" for name in known.printed.links]
        alternatives = [f"{name}_alt" for name in known.printed.images]
        printed = known.printed
        assert names >= {*printed.texts, *printed.images, *printed.links, *texts, *alternatives}
        assert all(isinstance(text, str) for text in page_text.texts(records[one.pk], printed))
        read.add(known.model)
    assert read == {one.model for one in page_types.registered()}
