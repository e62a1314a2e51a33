"""Reusable content: written once, shown on many pages, to each reader in their language."""

from typing import Any

import pytest
from wagtail_localize.models import StringSegment, TranslationSource

from cms.content.body import reusable
from cms.content.body.blocks import TextBodyBlock
from cms.content.models import ContactPerson, ReusableText
from cms.delivery.previews import tokens
from tests import factories, snapshots
from tests.api.conftest import Ask
from tests.api.test_changes import Build
from tests.factories import Newsroom

BODY = """query($path: String!) { route(path: $path) { ... on PageRoute { page { ... on NewsPage {
  body {
    __typename
    ... on ReusableTextBlock { id lang dir richText { html text } }
    ... on ContactPersonBlock { lang name role email telephone photo { alt } }
  }
} } } } }"""
ENGLISH, CHINESE = "/en/news/asking/", "/zh-hans/news/asking/"


def body(ask: Ask, path: str = ENGLISH, **headers: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(BODY, path=path, headers=headers).data["route"]["page"][
        "body"
    ]
    return found


def texts(ask: Ask, path: str = ENGLISH, **headers: str) -> list[tuple[str, str]]:
    return [(one["richText"]["text"], one["lang"]) for one in body(ask, path, **headers)]


def in_chinese(entry: Any, **values: Any) -> Any:
    translation = entry.copy_for_translation(factories.locale("zh-hans"))
    for name, value in ({"live": True} | values).items():
        setattr(translation, name, value)
    translation.save()
    return translation


@pytest.fixture
@snapshots.fixture
def hours(english: Newsroom, chinese: Newsroom) -> ReusableText:
    """A text on an article in two languages."""
    entry = factories.reusable_text("<p>Every weekday.</p>")
    page = factories.news_page(english.news, "Asking", slug="asking", body=[factories.shows(entry)])
    factories.translation(page, title="提问")
    return entry


def test_each_language_gets_its_own_text(ask: Ask, hours: ReusableText) -> None:
    in_chinese(hours, text="<p>每个工作日。</p>")
    assert texts(ask) == [("Every weekday.", "en")]
    assert texts(ask, CHINESE) == [("每个工作日。", "zh-Hans")]


def test_the_text_that_is_named_stands_in_for_a_missing_translation(
    ask: Ask, hours: ReusableText
) -> None:
    assert texts(ask, CHINESE) == [("Every weekday.", "en")]
    draft = in_chinese(hours, text="<p>草稿。</p>", live=False)
    assert texts(ask, CHINESE) == [("Every weekday.", "en")]
    draft.save_revision().publish()
    assert texts(ask, CHINESE) == [("草稿。", "zh-Hans")]


def test_a_language_that_is_not_public_is_told_to_nobody(ask: Ask, english: Newsroom) -> None:
    french = factories.locale("fr")
    names: dict[str, Any] = {"locale": french}
    blocks = [
        factories.shows(factories.reusable_text("<p>Bientôt.</p>", title="Heures", **names)),
        factories.shows(factories.contact_person("Bureau de presse", **names)),
    ]
    page = factories.news_page(
        english.news, slug="asking", category=factories.category("Recherche", **names), body=blocks
    )
    factories.tag_news(page, factories.tag("Essais", **names))
    terms = "query($path: String!) { route(path: $path) { ... on PageRoute { page { ... on NewsPage"
    terms += " { category { name } tags { name } } } } } }"
    assert body(ask) == []
    assert ask(terms, path=ENGLISH).data["route"]["page"] == {"category": None, "tags": []}
    factories.translation(english.home, code="fr", title="Accueil")
    text, person = body(ask)
    assert (text["richText"]["text"], text["lang"]) == ("Bientôt.", "fr")
    assert (person["name"], person["lang"]) == ("Bureau de presse", "fr")
    assert ask(terms, path=ENGLISH).data["route"]["page"]["category"] == {"name": "Recherche"}


def test_a_change_is_read_on_all_pages_at_once(
    ask: Ask, english: Newsroom, hours: ReusableText
) -> None:
    other = factories.news_page(english.news, slug="other", body=[factories.shows(hours)])
    assert texts(ask) == texts(ask, "/en/news/other/")
    hours.text = "<p>On Mondays.</p>"
    revision = hours.save_revision()
    assert texts(ask) == [("Every weekday.", "en")]
    revision.publish()
    assert texts(ask) == texts(ask, "/en/news/other/") == [("On Mondays.", "en")]
    assert other.slug == "other"


def test_what_is_not_published_is_left_out(ask: Ask, hours: ReusableText) -> None:
    hours.unpublish()
    assert body(ask) == body(ask, CHINESE) == []
    hours.save_revision().publish()
    assert texts(ask) == [("Every weekday.", "en")]
    hours.delete()
    assert body(ask) == []


def test_links_in_it_lead_to_the_readers_language(
    ask: Ask, english: Newsroom, hours: ReusableText
) -> None:
    target = factories.news_page(english.news, "Target", slug="target")
    factories.translation(target, title="目标")
    hours.text = f'<p>See <a linktype="page" id="{target.pk}">there</a>.</p>'
    hours.save_revision().publish()
    [shown] = body(ask, CHINESE)
    assert (
        '<a href="/zh-hans/news/target/" hreflang="zh-Hans">there</a>'
        in (shown["richText"]["html"])
    )
    factories.private(target)
    assert body(ask)[0]["richText"]["html"] == "<p>See there.</p>"


def test_a_person_has_what_the_language_says_and_a_photo_that_may_be_seen(
    ask: Ask, english: Newsroom, chinese: Newsroom
) -> None:
    photo = factories.image()
    person = factories.contact_person(telephone="+1 202 555 0143", photo=photo, photo_alt="A desk")
    page = factories.news_page(english.news, slug="asking", body=[factories.shows(person)])
    factories.translation(page, title="提问")
    in_chinese(person, name="新闻办公室", role="", photo_alt="")
    shown = {
        "__typename": "ContactPersonBlock", "lang": "en", "name": "Press office",
        "role": "Questions", "email": "press@example.org", "telephone": "+1 202 555 0143",
        "photo": {"alt": "A desk"},
    }  # fmt: skip
    assert body(ask) == [shown]
    chinese_texts = {"lang": "zh-Hans", "name": "新闻办公室", "role": "", "photo": {"alt": ""}}
    assert body(ask, CHINESE) == [shown | chinese_texts]
    photo.collection = factories.private_collection()
    photo.save()
    assert body(ask) == [shown | {"photo": None}]


def test_readers_find_pages_by_its_words(ask: Ask, hours: ReusableText) -> None:
    def found(query: str) -> list[str]:
        edges = ask("Search", query=query, language="en").data["search"]["edges"]
        return [edge["node"]["page"]["title"] for edge in edges]

    assert found("weekday") == ["Asking"]
    hours.text = "<p>On Mondays.</p>"
    hours.save_revision().publish()
    assert (found("weekday"), found("mondays")) == ([], ["Asking"])
    hours.unpublish()
    assert found("mondays") == []


@pytest.mark.django_db(transaction=True)
def test_builds_are_told_the_pages_that_show_it(ask: Ask) -> None:
    english = factories.newsroom()
    factories.in_chinese(english)
    entry = factories.reusable_text()
    page = factories.news_page(english.news, "Asking", slug="asking", body=[factories.shows(entry)])
    factories.translation(page, title="提问")
    factories.news_page(english.news, slug="other")
    build = Build(ask)
    build()

    def told() -> list[str]:
        return [line.partition(" ")[2] for line in build()]

    entry.text = "<p>On Mondays.</p>"
    entry.save_revision().publish()
    assert told() == [ENGLISH, CHINESE]
    translation = in_chinese(entry, text="<p>每周一。</p>")
    assert told() == [ENGLISH, CHINESE]
    assert {one.slug for one in reusable.pages_with(translation)} == {"asking"}


def test_translators_translate_it_once(
    english: Newsroom, chinese: Newsroom, hours: ReusableText
) -> None:
    block = factories.shows(hours)
    page = factories.news_page(english.news, "Sent", slug="sent", body=[block])
    translation = factories.translated(page, {"Sent": "已发送"})
    paths = StringSegment.objects.filter(source=translation.source).values_list(
        "context__path", flat=True
    )
    assert not [path for path in paths if path.startswith("body")]
    assert list(translation.get_target_instance().body.raw_data) == [block]
    source, _ = TranslationSource.update_or_create_from_instance(hours)
    paths = StringSegment.objects.filter(source=source).values_list("context__path", flat=True)
    assert list(paths) == ["text"]


def test_a_look_at_what_is_to_come_shows_its_draft(ask: Ask, hours: ReusableText) -> None:
    user = factories.administrator()
    hours.text = "<p>On Mondays.</p>"
    hours.save_revision(user=user)
    token = tokens.create_perspective(user=user, with_own_drafts=True)
    assert texts(ask, **{"X-Preview": token}) == [("On Mondays.", "en")]
    assert texts(ask) == [("Every weekday.", "en")]


def test_its_words_lead_to_its_own_editor(ask: Ask, hours: ReusableText) -> None:
    chinese = in_chinese(hours, text="<p>每个工作日。</p>")
    token = tokens.create_perspective(user=factories.administrator())
    for path, entry in ((ENGLISH, hours), (CHINESE, chinese)):
        answer = ask(BODY, path=path, headers={"X-Preview": token})
        told = answer.body["extensions"]["sourceMap"]
        number, place, *_fallback = told["mappings"]["/route/page/body/0/richText"]
        url = told["sources"][number]["editUrl"]
        assert url.endswith(f"/admin/snippets/content/reusabletext/edit/{entry.pk}/")
        assert place == "text"


def test_it_is_never_in_a_legal_notice() -> None:
    assert not {"reusable_text", "contact_person"} & TextBodyBlock().child_blocks.keys()


def test_its_names_are_shown_in_lists() -> None:
    assert str(ReusableText(title="Opening hours")) == "Opening hours"
    assert str(ContactPerson(name="Press office")) == "Press office"
