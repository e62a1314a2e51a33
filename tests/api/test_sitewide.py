"""Header, footer, identity and languages."""

from wagtail.models import Site

import pytest

from tests import factories, snapshots
from tests.factories import block


@pytest.fixture
@snapshots.fixture
def header_and_footer(english, chinese):
    notice = factories.legal_notice(english.legal, "Exception Clause", slug="exception-clause")
    draft = factories.news_page(english.news, "Draft", live=False)
    return factories.sitewide(
        Site.objects.get(),
        organisation_name="Example Institute",
        logo=factories.image("Logo"),
        logo_alt="A seal",
        header_navigation=[
            block("page", {"label": "Homepage", "page": english.home.pk}),
            block("favorites", {"label": "Favorites"}),
            block("page", {"label": "Draft", "page": draft.pk}),
            block("language_switch", {"label": "中文版"}),
        ],
        footer_links=[
            block("link", {"text": "Exception Clause", "page": notice.pk, "url": ""}),
            block("link", {"text": "Draft", "page": draft.pk, "url": ""}),
            block("link", {"text": "Elsewhere", "page": None, "url": "https://example.org/"}),
        ],
        footer_text="An example",
    )


def test_leads_to_pages_of_the_readers_language(ask, header_and_footer):
    translated = header_and_footer.copy_for_translation(factories.locale("zh-hans"))
    translated.organisation_name, translated.live = "示例机构", True
    translated.save()

    found = ask("Sitewide", language="zh-Hans").data["sitewide"]

    assert (found["organisation"]["name"], found["isFallback"]) == ("示例机构", False)
    assert [item["__typename"] for item in found["headerNavigation"]] == [
        "PageNavigationItem",
        "FavoritesNavigationItem",
        "LanguageSwitchNavigationItem",
    ]
    assert found["headerNavigation"][0]["link"]["href"] == "/zh-hans/"
    assert [
        (link["href"], link["language"], link["isExternal"]) for link in found["footerLinks"]
    ] == [
        ("/en/legal/exception-clause/", "en", False),
        ("https://example.org/", None, True),
    ]


def test_an_untranslated_header_falls_back_to_the_source_language(ask, header_and_footer):
    draft = header_and_footer.copy_for_translation(factories.locale("zh-hans"))
    draft.organisation_name, draft.live = "机密", False
    draft.save()

    answer = ask("Sitewide", language="zh-Hans")
    found = answer.data["sitewide"]

    assert (found["organisation"]["name"], found["contentLanguage"], found["isFallback"]) == (
        "Example Institute",
        "en",
        True,
    )
    assert "机密" not in answer.content.decode()
    assert found["organisation"]["logo"]["alt"] == "A seal"


def test_there_is_none_until_it_is_published(ask, english):
    assert ask("Sitewide", language="en").data["sitewide"] is None
    factories.sitewide(Site.objects.get(), live=False)
    assert ask("Sitewide", language="en").data["sitewide"] is None


def test_lists_the_languages_the_source_first(ask, chinese):
    assert ask("Sitewide", language="en").data["languages"] == [
        {
            "id": "Language:en",
            "tag": "en",
            "code": "en",
            "name": "English",
            "direction": "LTR",
            "isSource": True,
            "homePath": "/en/",
        },
        {
            "id": "Language:zh-Hans",
            "tag": "zh-Hans",
            "code": "zh-hans",
            "name": "简体中文",
            "direction": "LTR",
            "isSource": False,
            "homePath": "/zh-hans/",
        },
    ]


def test_writes_arabic_from_right_to_left(ask, english):
    factories.translation(english.home, code="ar", title="الرئيسية")

    languages = ask("Sitewide", language="en").data["languages"]

    assert [(one["tag"], one["direction"]) for one in languages] == [("en", "LTR"), ("ar", "RTL")]
