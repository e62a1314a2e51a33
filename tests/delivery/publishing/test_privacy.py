"""A privacy setting is on one page, and outlives it."""

from wagtail.models import Page, PageViewRestriction

from tests import factories
from tests.content.test_visibility import readable_titles


def settings():
    found = PageViewRestriction.objects.order_by("page_id")
    return [(one.page_id, one.restriction_type, one.password) for one in found]


def test_an_alias_gets_no_setting_of_its_own_and_is_opened_with_its_source(english, chinese):
    page = factories.news_page(english.news, "Private")
    setting = factories.private(page)
    group = factories.user("member", "Members").groups.get()
    setting.groups.add(group)
    page.create_alias(parent=english.news, update_slug="alias")
    factories.alias(page)
    section = factories.add(english.home, type(english.news)(title="Desk", slug="desk"))
    factories.private(factories.news_page(section, "Below"))
    section.create_alias(parent=english.home, update_slug="copied", recursive=True)

    assert PageViewRestriction.objects.count() == 2
    assert readable_titles() == []
    PageViewRestriction.objects.all().delete()
    assert readable_titles() == ["Below", "Below", "Private", "Private", "Private"]


def test_a_translation_that_is_saved_neither_gets_a_setting_nor_loses_its_own(english, chinese):
    mirrored, translated = (factories.news_page(english.news, "Private") for _ in range(2))
    setting = factories.private(mirrored)
    factories.translated(mirrored, {"Private": "秘密"})
    assert settings() == [(mirrored.pk, "login", "sesame")]
    setting.delete()
    assert readable_titles() == ["Private", "Private"]

    factories.translated(translated, {"Private": "秘密"})
    chinese_page = translated.get_translation(chinese.home.locale)
    factories.private(chinese_page)
    factories.translated(translated, {"Private": "机密"})
    assert settings() == [(chinese_page.pk, "login", "sesame")]
    assert readable_titles() == ["Private"]


def test_translations_of_a_private_section_stay_private_when_it_is_deleted(english, chinese):
    section = factories.add(english.home, type(english.news)(title="Desk", slug="desk"))
    page = factories.news_page(section, "Below")
    translation = factories.translation(section, title="部门")
    elsewhere = factories.translation(page, title="下面")
    elsewhere.move(Page.objects.get(pk=chinese.news.pk), pos="last-child")
    setting = factories.private(section, PageViewRestriction.GROUPS)
    setting.groups.add(factories.user("member", "Members").groups.get())
    assert readable_titles() == []

    Page.objects.get(pk=section.pk).delete()
    assert settings() == [
        (translation.pk, "groups", "sesame"), (elsewhere.pk, "groups", "sesame"),
    ]  # fmt: skip
    for one in PageViewRestriction.objects.all():
        assert [group.name for group in one.groups.all()] == ["Members"]
    Page.objects.filter(pk__in=[translation.pk, elsewhere.pk]).update(live=True)
    assert readable_titles() == []


def test_what_was_translated_of_an_alias_stays_private_when_the_source_is_deleted(english, chinese):
    page = factories.news_page(english.news, "Private")
    alias = page.create_alias(parent=english.news, update_slug="alias")
    factories.translation(alias, title="秘密")
    factories.private(page)
    assert readable_titles() == []

    Page.objects.get(pk=page.pk).delete()
    assert settings() == [(alias.pk, "login", "sesame")]
    assert readable_titles() == []


def test_deleting_one_language_of_several_leaves_the_setting_once(english, chinese):
    page = factories.news_page(english.news, "Private")
    chinese_page = factories.translation(page, title="秘密")
    french = factories.translation(page, code="fr", title="Secret")
    setting = factories.private(page)

    Page.objects.get(pk=chinese_page.pk).delete()
    assert [one.pk for one in PageViewRestriction.objects.all()] == [setting.pk]
    Page.objects.get(pk=page.pk).delete()
    assert settings() == [(french.pk, "login", "sesame")]
    Page.objects.get(pk=french.pk).delete()
    assert settings() == []


def test_pages_that_are_deleted_together_leave_no_setting(english, chinese):
    factories.translation(factories.news_page(english.news, "Private"), title="秘密")
    factories.private(english.home)
    Page.objects.filter(depth__gt=1).delete()
    assert settings() == []
