"""Readers and editors find the same, in the database."""

from typing import Any

from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.search.models import IndexEntry

import pytest
from modelsearch.backends import get_search_backend

from cms.content.reading.loader import Reading
from cms.content.search import hits
from cms.content.search.tokens import query_tokens
from cms.content.tree import SiteTree
from cms.delivery.invalidation import tokenizer
from cms.delivery.models import CacheTag
from tests import factories
from tests.content.search.finding import INVISIBLE, PAIRS

TITLE, TERM = "关于共同成立研發中心的公告", "各地研發中心"


def add(parent, *titles):
    """Pages of some titles, and their entries."""
    for title in titles:
        factories.news_page(parent, title)


def files(model, titles):
    """Files of some titles, and their entries."""
    shown = factories.image() if model is get_image_model() else factories.document()
    fields = {name: getattr(shown, name) for name in ("width", "height") if hasattr(shown, name)}
    made = [model(title=title, file=shown.file.name, **fields) for title in titles]
    get_search_backend().add_bulk(model, model.objects.bulk_create(made))


def test_every_pair_is_found_by_readers_and_editors(english):
    titles = sorted({pair.text for pair in PAIRS})
    add(english.news, *titles)
    for model in (get_image_model(), get_document_model()):
        files(model, titles)
    tree = SiteTree.load()
    reading = Reading(tree, tree.roots[0])
    backend = get_search_backend()
    readers, editors = [], []
    for pair in PAIRS:
        hits_of_readers = hits.hits(reading, query_tokens(pair.question))
        found = [hits_of_readers[index].page.pk for index in range(len(hits_of_readers))]
        if not Page.objects.filter(pk__in=found, title=pair.text).exists():
            readers.append(pair)
        editors += [
            (model, find, pair)
            for model in (Page, get_image_model(), get_document_model())
            for find in (backend.autocomplete, backend.search)
            if pair.text not in {one.title for one in find(pair.question, model)}
        ]

    assert readers == []
    assert editors == []


def test_a_word_is_found_whatever_is_hidden_in_it(english):
    shown = INVISIBLE[:: len(INVISIBLE) // 40]
    add(english.news, *(f"Stan{one}dard {hex(ord(one))}" for one in shown))
    tree = SiteTree.load()

    found = hits.hits(Reading(tree, tree.roots[0]), query_tokens("standards"))

    assert len(found) == len(shown)
    assert Page.objects.autocomplete("standa").count() == len(shown)


@pytest.fixture
def library(english, chinese):
    """A page, an image, a document, a category and a tag of one title."""
    factories.news_page(english.news, TITLE, slug="centre")
    factories.image(TITLE)
    factories.document(TITLE)
    factories.category(TERM)
    factories.tag(TERM)


@pytest.mark.parametrize("question", ["研发中心", "研發", "中心"])
def test_the_admin_finds_a_chinese_word_inside_a_title(client, library, question):
    client.force_login(factories.administrator())
    # What is left out holds no word of the title.
    unrelated = "发动机"
    for name in (
        "wagtailadmin_pages:search", "wagtailadmin_choose_page_search", "articles:index",
        "wagtailimages:index", "wagtailimages_chooser:choose_results", "wagtaildocs:index",
        "wagtaildocs_chooser:choose_results", "wagtailsnippets_news_newscategory:list",
        "wagtailsnippets_news_newstag:list", "translation_dashboard",
    ):  # fmt: skip
        found, others = (
            client.get(reverse(name), {"q": words, "words": words}).content.decode()
            for words in (question, unrelated)
        )
        title = TERM if "snippets" in name else TITLE

        assert title in found, name
        assert title not in others, name


def test_the_admin_finds_words_while_they_are_typed(english):
    add(english.news, "Certified laboratories in Łódź")

    for typed in (
        "lab", "laboratories", "laboratory", "certified labo", "certification lab", "lod", "LÓD",
        "labor",
    ):  # fmt: skip
        assert Page.objects.autocomplete(typed).count() == 1, typed
    for typed in ("oratories", "certify labels", "?!"):
        assert Page.objects.autocomplete(typed).count() == 0, typed


def test_the_admin_finds_phrases(client, english):
    add(english.news, "Certified laboratories", "Laboratories that are certified", TITLE)
    client.force_login(factories.administrator())

    def found(question):
        content = client.get(reverse("wagtailadmin_pages:search"), {"q": question}).content.decode()
        return [title for title in ("Certified lab", "that are cert", TITLE) if title in content]

    assert found('"certified laboratories"') == ["Certified lab"]
    assert found("laboratory certified") == ["Certified lab", "that are cert"]
    assert found('"研发中心"') == [TITLE]


def test_entries_of_other_words_are_written_anew(english):
    page = factories.news_page(english.news, "Łódź")
    shown = factories.image("Kraków")
    entries: Any = IndexEntry
    entries.objects.filter(object_id__in=[page.pk, shown.pk]).delete()
    CacheTag.objects.filter(name__startswith=tokenizer.NAME).delete()
    CacheTag.objects.create(name=f"{tokenizer.NAME}before", version=0)
    assert entries.objects.exists()

    tokenizer.follow(using="default")

    assert Page.objects.search("lodz").count() == 1
    assert get_search_backend().autocomplete("krak", get_image_model()).count() == 1
    entries.objects.filter(object_id=page.pk).delete()
    tokenizer.follow(using="default")
    assert Page.objects.search("lodz").count() == 0
