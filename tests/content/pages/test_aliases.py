"""Aliases after they, or the pages they mirror, are saved."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction

import pytest

from cms.legal.versions import LegalNoticeVersion
from cms.news.models import NewsPage
from tests import factories, snapshots
from tests.content.test_visibility import readable_titles

A_DAY = timedelta(days=1)


def stored(page):
    return NewsPage.objects.get(pk=page.pk)


def live(*pages):
    return [stored(page).live for page in pages]


def schedule(page, **texts):
    page = stored(page)
    for name, value in texts.items():
        setattr(page, name, value)
    page.go_live_at = timezone.now() + A_DAY
    page.save_revision().publish()


def convert(alias):
    ConvertAliasPageAction(stored(alias)).execute(skip_permission_checks=True)


@pytest.fixture
@snapshots.fixture
def mirrored(english, chinese):
    """An article, its alias in Chinese, one in English, and one of the Chinese one."""
    page = factories.news_page(english.news, "Mirrored", slug="mirrored", live=False)
    mirror = factories.alias(page)
    alias = page.create_alias(parent=english.news, update_slug="again")
    return page, mirror, alias, mirror.create_alias(parent=chinese.news, update_slug="more")


def test_a_publication_for_later_leaves_aliases_as_they_are(mirrored):
    page, *aliases = mirrored
    schedule(page, title="Embargoed")
    assert live(page, *aliases) == [False] * 4
    assert {stored(alias).title for alias in aliases} == {"Mirrored"}


def test_aliases_go_live_with_their_source_and_with_its_text(mirrored):
    page, *aliases = mirrored
    schedule(page, title="Embargoed")
    page = stored(page)
    page.go_live_at, page.title = None, "Told"
    page.save_revision().publish()
    assert live(page, *aliases) == [True] * 4
    assert readable_titles() == ["Told"] * 4


def test_a_publication_for_later_of_what_is_live_changes_no_alias(mirrored):
    page, *aliases = mirrored
    stored(page).save_revision().publish()
    schedule(page, title="Embargoed")
    assert live(page, *aliases) == [True] * 4
    assert readable_titles() == ["Mirrored"] * 4


def test_an_alias_of_a_draft_cannot_be_saved_as_live(mirrored):
    for alias in map(stored, mirrored[1:]):
        alias.live = True
        alias.save()
        alias.live = True
        alias.save(update_fields=["live"])
    assert live(*mirrored) == [False] * 4


def test_an_alias_made_of_a_page_in_memory_is_as_live_as_the_page_that_is_stored(english, chinese):
    page = factories.news_page(english.news, live=False)
    page.live = True
    assert live(page.create_alias(parent=english.news, update_slug="alias")) == [False]


def test_a_new_page_for_later_is_never_live(english, chinese):
    later = timezone.now() + A_DAY
    page = factories.news_page(english.news, "Later", go_live_at=later)
    notice = factories.legal_notice(english.legal, go_live_at=later)
    assert not Page.objects.filter(pk__in=[page.pk, notice.pk], live=True).exists()
    assert not LegalNoticeVersion.objects.exists()


def test_a_stored_page_is_as_live_as_it_is_saved(english):
    page = factories.news_page(english.news, "Live")
    page.go_live_at = timezone.now() + A_DAY
    page.save()
    assert live(page) == [True]


@pytest.mark.parametrize("hide", ["live", "expire_at", "section", "chain"])
def test_an_alias_of_what_is_hidden_becomes_a_draft_when_it_is_converted(english, chinese, hide):
    section = factories.add(english.home, type(english.news)(title="Desk", slug="desk"))
    page = factories.news_page(section, "Hidden", slug="hidden")
    alias = page.create_alias(parent=english.news, update_slug="alias")
    if hide == "chain":
        alias = alias.create_alias(parent=english.news, update_slug="longer")
    hiding: dict[str, tuple[Page, dict[str, Any]]] = {
        "live": (page, {"live": False}),
        "expire_at": (page, {"expire_at": timezone.now() - A_DAY}),
        "section": (section, {"live": False}),
        "chain": (page, {"live": False}),
    }
    changed, values = hiding[hide]
    Page.objects.filter(pk=changed.pk).update(**values)
    convert(alias)
    assert (stored(alias).alias_of_id, stored(alias).live) == (None, False)
    assert "Hidden" not in readable_titles()


def test_an_alias_of_what_is_read_stays_live_when_it_is_converted(english, chinese):
    page = factories.news_page(english.news, "Shown")
    again = page.create_alias(parent=english.news, update_slug="again")
    convert(again)
    assert (stored(again).alias_of_id, stored(again).live) == (None, True)
    assert readable_titles() == ["Shown", "Shown"]


def test_a_mirror_is_a_draft_when_it_is_converted_since_nobody_has_translated_it(english, chinese):
    page = factories.news_page(english.news, "Shown")
    mirror = factories.alias(page)
    convert(mirror)
    assert (stored(mirror).alias_of_id, stored(mirror).live) == (None, False)
    assert readable_titles() == ["Shown"]


def test_an_alias_of_what_is_private_stays_private_when_it_is_converted(english, chinese):
    section = factories.add(english.home, type(english.news)(title="Desk", slug="desk"))
    page = factories.news_page(section, "Private", slug="private")
    alias = page.create_alias(parent=english.news, update_slug="alias")
    translation = factories.translation(alias, title="秘密")
    factories.private(section, PageViewRestriction.PASSWORD)
    assert readable_titles() == []
    convert(alias)
    setting = PageViewRestriction.objects.get(page=alias)
    assert (setting.restriction_type, setting.password) == ("password", "sesame")
    assert live(alias, translation) == [False, True]
    assert readable_titles() == []


def test_a_copy_of_a_snippet_is_live_only_with_the_text_that_is(english, chinese):
    chinese_locale = factories.locale("zh-hans")
    for make in (factories.category, factories.tag):
        shown, draft = make("Shown"), make("Draft", live=False)
        assert shown.copy_for_translation(chinese_locale).live
        assert not draft.copy_for_translation(chinese_locale).live
        shown.name = "Rewritten"
        shown.save_revision()
        copied = type(shown).objects.get(pk=shown.pk).copy_for_translation(chinese_locale)
        assert (copied.name, copied.live) == ("Rewritten", False)


def test_a_mirror_that_is_submitted_for_translation_before_its_source_is_published_is_a_draft(
    mirrored,
):
    page, mirror, *_ = mirrored
    Page.objects.filter(pk=mirror.pk).update(live=True)
    factories.translated(page, {})
    assert (stored(mirror).alias_of_id, stored(mirror).live) == (None, False)
