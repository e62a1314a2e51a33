"""Every type of pages has been said once, and all that asks for it finds it."""

from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ImproperlyConfigured

import graphene
import pytest

from cms.api import extensions, legal, news
from cms.api.apps import types_of_pages
from cms.content.pages.models import LocalisedPage
from cms.content.reading import page_types, pages
from cms.content.reading.loader import Reading
from cms.content.reading.page_types import PageType
from cms.content.reading.selection import Selection
from cms.content.search import page_text
from cms.content.search.hits import with_texts
from cms.content.tree import SiteTree
from cms.news.models import NewsPageTag
from tests import factories


def test_every_model_of_pages_is_registered_and_has_a_type_in_the_api(monkeypatch):
    assert {one.model for one in page_types.registered()} == set(LocalisedPage.__subclasses__())
    assert types_of_pages(None) == []

    model: Any = NewsPageTag
    other = PageType(model=model, read=lambda *_asked: [])
    monkeypatch.setattr(page_types, "registered", lambda: [other])
    assert [(one.id, one.msg) for one in types_of_pages(None)] == [
        ("api.E003", "The API has no type NewsPageTag for pages of news.NewsPageTag.")
    ]


def test_a_query_field_of_an_extension_replaces_none_of_the_cms(monkeypatch):
    class Query(graphene.ObjectType):
        news = graphene.String()
        weather = graphene.String()

    monkeypatch.setattr(extensions, "_modules", lambda: [SimpleNamespace(Query=Query)])

    assert extensions.queries([legal.Query]) == (Query,)
    with pytest.raises(ImproperlyConfigured) as caught:
        extensions.queries([legal.Query, news.Query])
    assert str(caught.value) == f"{__name__} defines query fields that already exist: news."


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
