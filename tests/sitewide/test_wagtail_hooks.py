"""The admin of header and footer."""

from cms.sitewide.models import Sitewide
from tests.translation.fixtures import block, publish


def test_header_and_footer_are_listed_with_their_language(newsroom, translate, editor):
    fields = {"organisation_name": "Institute", "locale": newsroom.en, "live": False}
    favorites = block("favorites", {"label": "Favorites"})
    source = publish(Sitewide.objects.create(**fields, header_navigation=[favorites]))
    translated = translate(source, newsroom.zh)
    assert translated.header_navigation[0].value["label"] == "译Favorites"
    response = editor.get("/admin/snippets/sitewide/sitewide/")
    assert {entry.organisation_name for entry in response.context["object_list"]} == {
        "Institute", "译Institute",
    }  # fmt: skip
    assert b"/admin/snippets/sitewide/sitewide/" in editor.get("/admin/").content
