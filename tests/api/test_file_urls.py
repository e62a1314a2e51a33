"""The files an answer names are there for its reader, and no others are named."""

import re

from django.test import Client
from wagtail.models import CollectionViewRestriction

import pytest

from cms.content.images.making import make_renditions
from tests import factories

FILE = re.compile(r'/(?:media|files|documents)/[^\s"\\,&<]+')
WITHOUT_ORIGIN = re.compile(r"(?<![\w.:-])/(?:media|files|documents)/")


def test_every_file_in_an_answer_is_served_until_it_is_private(ask, english):
    collection = factories.collection()
    shown = factories.image(width=400, height=225, collection=collection)
    fresh = factories.image(collection=collection)
    offered = factories.document(collection=collection)
    make_renditions.call(shown.pk)
    body = factories.every_block(shown=shown, offered=offered, page=english.home)
    link = f'<p><a linktype="document" id="{offered.pk}">Paper</a></p>'
    body += [factories.image_block(fresh), factories.rich_text(link)]
    factories.news_page(english.news, slug="main", lead_image=shown, lead_image_alt="A", body=body)

    def urls():
        return set(FILE.findall(ask("Route", path="/en/news/main/").content.decode()))

    named = urls()
    assert {url.split("/")[1] for url in named} == {"media", "files", "documents"}
    assert {url for url in named if url.startswith("/files/")} == {f"/files/{fresh.file.name}"}
    assert {url: Client().get(url).status_code for url in named} == dict.fromkeys(named, 200)

    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert urls() == set()
    statuses = {url.split("/")[1]: Client().get(url).status_code for url in named}
    assert statuses == {"media": 404, "files": 302, "documents": 302}


EVERY_FILE = """
{
  route(path: "/en/news/main/") {
    ... on PageRoute {
      page {
        seo { jsonLd }
        ... on NewsPage {
          leadImage { rendition(preset: LEAD) { src sources { srcSet } } }
          body {
            ... on RichTextBlock { richText { html markdown document } }
            ... on ImageBlock { image { rendition(preset: INLINE) { src sources { srcSet } } } }
            ... on GalleryBlock {
              items { image { rendition(preset: CARD) { src sources { srcSet } } } }
            }
            ... on DownloadBlock { document { url } }
          }
        }
      }
    }
  }
}
"""


@pytest.mark.parametrize("cms", ["http://127.0.0.1:8000", "https://cms.example.org"])
def test_addresses_of_files_are_absolute_wherever_they_stand(ask, english, settings, cms):
    settings.WAGTAILADMIN_BASE_URL = cms
    settings.FRONTEND_URL = "https://www.example.org"
    shown, fresh = factories.image(width=400, height=225), factories.image("Fresh")
    offered = factories.document()
    make_renditions.call(shown.pk)
    body = factories.every_block(shown=shown, offered=offered, page=english.home)
    link = f'<p><a linktype="document" id="{offered.pk}">Paper</a></p>'
    body += [factories.image_block(fresh), factories.rich_text(link)]
    factories.news_page(english.news, slug="main", lead_image=shown, lead_image_alt="A", body=body)

    text = ask(EVERY_FILE).content.decode()
    assert len(FILE.findall(text)) >= 12
    assert WITHOUT_ORIGIN.findall(text.replace(cms, "x")) == []
    assert {f"{cms}/{folder}/" in text for folder in ("media", "files", "documents")} == {True}
