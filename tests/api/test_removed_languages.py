"""Removing a language, and changing its code."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Locale, Page

import pytest

from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.news.models import NewsCategory
from cms.sitewide.models import Sitewide
from cms.translation.models import TranslatorGroup
from tests import factories

pytestmark = pytest.mark.usefixtures("chinese")


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


@pytest.fixture
def chinese_locale():
    return Locale.objects.get(language_code="zh-hans")


def stored(page):
    return type(page).objects.get(pk=page.pk)


def deletion(locale):
    return reverse("wagtaillocales:delete", args=[locale.pk])


@pytest.fixture
def translate(django_capture_on_commit_callbacks):
    """Publish a notice in Chinese."""

    def run(notice):
        with django_capture_on_commit_callbacks(execute=True):
            texts = {"Terms": "条款", "Nothing is promised.": "概不承诺。"}
            factories.translated(notice, texts)

    return run


def obstacles(answer):
    return [
        (one["reason"], one.get("title"), one.get("url"), one.get("below"))
        for one in answer.context["obstacles"]
    ]


def test_what_is_in_the_way_is_named_with_links(admin, english, chinese, chinese_locale):
    notice = factories.legal_notice(english.legal, "Terms", prevailing_locale=chinese_locale)
    factories.translation(notice, title="条款")
    category = factories.category("研究", slug="research", locale=chinese_locale)

    answer = admin.get(deletion(chinese_locale))

    assert obstacles(answer) == [
        (
            "Legal notice whose text in this language prevails", "Terms",
            reverse("wagtailadmin_pages:edit", args=[notice.pk]), "",
        ),
        (
            "Front page", "首页",
            reverse("wagtailadmin_pages:edit", args=[chinese.home.pk]), "with 3 pages below",
        ),
        (
            "News category", "研究",
            reverse("wagtailsnippets_news_newscategory:edit", args=[category.pk]), "",
        ),
    ]  # fmt: skip
    for _reason, _title, url, _below in obstacles(answer):
        assert f'href="{url}"' in answer.content.decode()
    again = admin.post(deletion(chinese_locale))
    assert (again.status_code, obstacles(again)) == (200, obstacles(answer))
    assert Locale.objects.filter(pk=chinese_locale.pk).exists()


def test_a_language_goes_once_nothing_is_in_the_way(
    admin, english, chinese, chinese_locale, ask, translate
):
    notice = stored(factories.legal_notice(english.legal, "Terms", slug="terms"))
    translate(notice)
    before = list(LegalNoticeVersion.objects.values_list("language_code", "canonical_text"))
    assert {code for code, _text in before} == {"en", "zh-hans"}
    admin.post(reverse("wagtailadmin_pages:delete", args=[chinese.home.pk]))
    told = admin.get(deletion(chinese_locale)).context
    assert told["obstacles"] == []
    assert told["losses"][:2] == ["1 translation", "2 translated texts"]

    answer = admin.post(deletion(chinese_locale), follow=True)

    assert answer.redirect_chain == [(reverse("wagtaillocales:index"), 302)]
    assert not Locale.objects.filter(pk=chinese_locale.pk).exists()
    assert list(LegalNoticeVersion.objects.values_list("language_code", "canonical_text")) == before
    assert ask("LegalNotice", slug="terms", language="en").data["legalNotice"]["title"] == "Terms"
    assert ask("Route", path="/zh-hans/legal/terms/").data["route"]["__typename"] == "NotFoundRoute"


def test_versions_name_the_language_that_prevailed_when_it_is_gone(ask, english, chinese_locale):
    notice = factories.legal_notice(
        english.legal, "Terms", slug="terms", prevailing_locale=chinese_locale
    )
    day = notice.effective_on
    notice.prevailing_locale = None
    notice.effective_on += timedelta(days=1)
    notice.save_revision().publish()
    Page.objects.get(locale=chinese_locale, depth=2).delete()
    chinese_locale.delete()

    def prevailing(as_of):
        variables = {"slug": "terms", "language": "en", "asOf": as_of.isoformat()}
        return ask("LegalNotice", **variables).data["legalNotice"]["prevailingLanguage"]

    assert prevailing(day) == "zh-Hans"
    assert prevailing(day + timedelta(days=1)) == "en"
    oldest = notice.revisions.order_by("pk").first()
    assert oldest is None or oldest.as_object().prevailing_locale_id is None


def test_a_draft_that_names_a_language_keeps_it(english, chinese_locale):
    notice = factories.legal_notice(english.legal, "Terms")
    notice.prevailing_locale = chinese_locale
    notice.save_revision()
    Page.objects.get(locale=chinese_locale, depth=2).delete()

    with pytest.raises(ProtectedError, match="prevails"), transaction.atomic():
        chinese_locale.delete()
    with pytest.raises(ProtectedError, match="prevails"), transaction.atomic():
        Locale.objects.filter(pk=chinese_locale.pk).delete()

    notice.prevailing_locale = None
    notice.save_revision()
    chinese_locale.delete()
    assert LegalNoticePage.objects.get(pk=notice.pk).get_latest_revision_as_object()


def test_a_language_that_comes_back_has_its_versions_again(english, chinese_locale, translate):
    notice = stored(factories.legal_notice(english.legal, "Terms", slug="terms"))
    translate(notice)
    Page.objects.get(locale=chinese_locale, depth=2).delete()
    chinese_locale.delete()
    translate(notice)
    assert LegalNoticeVersion.objects.filter(language_code="zh-hans").count() == 1


def test_the_language_of_the_site_stays(admin):
    locale = Locale.get_default()
    answer = admin.get(deletion(locale))
    assert obstacles(answer)[0] == (
        "It is the source language of the site.", None, None, None,
    )  # fmt: skip
    Page.objects.filter(depth__gt=1).delete()
    NewsCategory.objects.all().delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        Locale.get_default().delete()
    assert admin.post(deletion(locale)).status_code == 200


def test_header_and_footer_are_named_and_can_be_removed(admin, chinese_locale):
    Page.objects.get(locale=chinese_locale, depth=2).delete()
    snippet = Sitewide.objects.create(organisation_name="认证中心", locale=chinese_locale)
    ((_reason, title, url, _below),) = obstacles(admin.get(deletion(chinese_locale)))
    assert title == "认证中心"
    assert admin.post(url.replace("/edit/", "/delete/")).status_code == 302
    assert not Sitewide.objects.filter(pk=snippet.pk).exists()
    assert admin.post(deletion(chinese_locale)).status_code == 302


def test_a_code_stays(admin, chinese_locale):
    address = reverse("wagtaillocales:edit", args=[chinese_locale.pk])
    answer = admin.post(address, {"language_code": "zh-hant"})
    (error,) = answer.context["form"].errors["language_code"]
    assert error.startswith("The code of a language is part of all its URLs")
    assert [code for code, _name in answer.context["form"].fields["language_code"].choices] == [
        "zh-hans"
    ]
    chinese_locale.language_code = "zh-hant"
    with pytest.raises(ValidationError, match="part of all its"), transaction.atomic():
        chinese_locale.save()
    chinese_locale.refresh_from_db()
    assert chinese_locale.language_code == "zh-hans"
    assert admin.post(address, {"language_code": "zh-hans"}).status_code == 302


def test_the_group_of_translators_is_named_before_it_goes(admin):
    locale = factories.locale("de")
    group = TranslatorGroup.objects.get(locale=locale).group
    factories.user("anna").groups.add(group)
    assert admin.get(deletion(locale)).context["losses"] == [
        "the group “Translators (German)” with 1 member"
    ]
