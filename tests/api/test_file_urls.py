"""The files an answer names are there for its reader, and no others are named."""

import re

from django.test import Client
from wagtail.models import CollectionViewRestriction

from cms.content.images.making import make_renditions
from tests import factories

FILE = re.compile(r'/(?:media|files|documents)/[^\s"\\,&<]+')


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
