from datetime import date, timedelta
from io import StringIO
from typing import Any

from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images.models import Image
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.search.backends import get_search_backend

import pytest
from wagtail_localize.models import StringTranslation, Translation

from cms.content import visibility
from cms.demo import accounts, builder, catalogue, files
from cms.demo.content import news
from cms.home.models import HomePage
from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage
from cms.sitewide.models import Sitewide, SitewideSettings
from cms.translation.models import PageTextState
from tests.demo.conftest import Demo

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]


def article(slug: str, language_code: str = "en") -> NewsPage:
    return NewsPage.objects.get(slug=slug, locale__language_code=language_code)


def drawing(page: NewsPage) -> Image:
    assert page.lead_image is not None
    return page.lead_image


def category(page: NewsPage) -> NewsCategory:
    assert page.category is not None
    return page.category


def has_chinese(slug: str) -> bool:
    return NewsPage.objects.filter(slug=slug, locale__language_code="zh-hans").exists()


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


# A load


def test_takes_up_an_interrupted_load_and_reports_each_step(demo: Demo) -> None:
    assert demo.interrupted_after[-1] == "News 13 to 18 of 37"
    assert demo.reports[0] == "Drawing images, writing documents"
    assert demo.reports[-1] == "Users and groups"
    english = NewsPage.objects.filter(locale__language_code="en")
    assert sorted(english.values_list("slug", flat=True)) == sorted(news.BY_SLUG)


def test_leaves_one_front_page_a_language_on_the_default_site(demo: Demo) -> None:
    site = Site.objects.get()

    assert (site.hostname, site.is_default_site) == ("localhost", True)
    assert Page.objects.filter(depth=2).count() == 2
    assert site.root_page.specific == HomePage.objects.get(locale__language_code="en")
    assert HomePage.objects.get(locale__language_code="zh-hans").title == "首页"


def test_a_second_load_changes_nothing(demo: Demo) -> None:
    before = row_counts()
    output = StringIO()

    with CaptureQueriesContext(connection) as queries:
        call_command("load_demo", stdout=output)

    assert "already there" in output.getvalue()
    assert "changepassword" in output.getvalue()
    assert row_counts() == before
    assert [one["sql"] for one in queries if not one["sql"].startswith("SELECT")] == []
    assert len(queries) <= 3


def test_a_second_load_leaves_what_editors_removed(demo: Demo) -> None:
    article("annual-report-2021").delete()
    before = row_counts()

    call_command("load_demo", stdout=StringIO())

    assert row_counts() == before


def test_stores_each_file_once(demo: Demo) -> None:
    titles = list(Image.objects.values_list("title", flat=True))

    assert len(titles) == len(set(titles)) == 12
    assert Image.objects.filter(file_size__gt=0).exclude(file_hash="").count() == 12
    documents = get_document_model().objects.filter(file_size__gt=0).exclude(file_hash="")
    assert documents.count() == 2


# Translations


def test_every_segment_is_translated_but_the_one_left_out(demo: Demo) -> None:
    open_ones = {
        str(translation.source.object_repr): (total, done)
        for translation in Translation.objects.select_related("source")
        for total, done in [translation.get_progress()]
        if total != done
    }

    assert open_ones == {article(news.PARTIAL).title: (6, 5)}


def test_the_catalogue_holds_nothing_that_is_not_used(demo: Demo) -> None:
    used = StringTranslation.objects.values_list("translation_of__data", flat=True)

    assert set(catalogue.catalogue("zh-hans")) == set(used)


def test_a_missing_translation_is_named(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(catalogue.catalogue("zh-hans"))
    del known["What is measured"]
    monkeypatch.setattr(catalogue, "catalogue", lambda _: known)
    source = article("emc-chamber-commissioned")

    with pytest.raises(catalogue.MissingTranslationsError) as error:
        catalogue.translate(source, Locale.objects.get(language_code="zh-hans"))

    assert error.value.missing == ["What is measured"]
    assert source.title in str(error.value)


def test_the_command_ends_with_the_missing_translations(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Any) -> None:
        raise catalogue.MissingTranslationsError("A page", ["A sentence."])

    monkeypatch.setattr(builder, "load", fail)
    monkeypatch.setattr(builder, "is_loaded", lambda: False)

    with pytest.raises(CommandError, match="A page: no translation of\n  A sentence"):
        call_command("load_demo", stdout=StringIO())


def test_the_main_article_is_chinese_in_every_part(demo: Demo) -> None:
    english, chinese = article(news.MAIN), article(news.MAIN, "zh-hans")

    assert chinese.live
    assert chinese.title == "CQC 与 NAST 共建汽车创新技术研发中心"
    assert chinese.category == NewsCategory.objects.get(
        slug="partnerships", locale__language_code="zh-hans"
    )
    assert [block["id"] for block in chinese.body.raw_data] == [
        block["id"] for block in english.body.raw_data
    ]
    assert chinese.body[0].value.source.startswith("<p>中国质量认证中心（CQC）与国家汽车质量监督")


def test_header_and_footer_carry_the_six_items_in_both_languages(demo: Demo) -> None:
    chosen = SitewideSettings.for_site(Site.objects.get()).sitewide
    chinese = Sitewide.objects.get(
        translation_key=chosen.translation_key, locale__language_code="zh-hans"
    )

    def items(sitewide: Sitewide) -> list[tuple[str, str]]:
        return [(one["type"], one["value"]["label"]) for one in sitewide.header_navigation.raw_data]

    def links(sitewide: Sitewide) -> list[str]:
        return [one["value"]["text"] for one in sitewide.footer_links.raw_data]

    assert items(chosen) == [
        ("page", "Homepage"), ("favorites", "Favorites"), ("language_switch", "中文版"),
    ]  # fmt: skip
    assert items(chinese) == [
        ("page", "首页"), ("favorites", "收藏夹"), ("language_switch", "English"),
    ]  # fmt: skip
    assert links(chosen) == ["Introduction of Website", "Exception Clause"]
    assert links(chinese) == ["网站介绍", "免责条款"]
    assert chosen.live
    assert chinese.live


def test_the_exception_clause_has_two_versions_in_both_languages(demo: Demo) -> None:
    page = LegalNoticePage.objects.get(slug="exception-clause", locale__language_code="en")
    rows = LegalNoticeVersion.objects.filter(translation_key=page.translation_key)

    assert sorted(
        (row.language_code, row.number, row.effective_on.isoformat()) for row in rows
    ) == [
        ("en", 1, "2019-03-12"),
        ("en", 2, "2024-07-01"),
        ("zh-hans", 1, "2019-03-12"),
        ("zh-hans", 2, "2024-07-01"),
    ]


# Special cases


def test_one_article_has_no_chinese_version(demo: Demo) -> None:
    assert article(news.UNTRANSLATED).live
    assert not has_chinese(news.UNTRANSLATED)


def test_one_chinese_version_has_fallen_behind(demo: Demo) -> None:
    english, chinese = article(news.STALE), article(news.STALE, "zh-hans")

    assert (english.live, chinese.live) == (True, True)
    assert english.summary == news.STALE_SUMMARY
    kept = PageTextState.objects.get(translation_key=english.translation_key, locale=chinese.locale)
    assert kept.state == PageTextState.State.STALE
    assert "30 working days" in str(english.body)
    assert "45 个工作日" in str(chinese.body)
    assert english.latest_revision.created_at > chinese.latest_revision.created_at


def test_one_article_is_a_draft(demo: Demo) -> None:
    page = article(news.DRAFT)

    assert (page.live, page.first_published_at, page.go_live_at) == (False, None, None)
    assert page.get_latest_revision_as_object().body[0].value.source.startswith("<p>Hydrogen")
    assert not has_chinese(news.DRAFT)


def test_one_article_is_scheduled(demo: Demo) -> None:
    page = article(news.SCHEDULED)

    assert not page.live
    assert page.approved_schedule
    assert page.go_live_at is not None
    assert page.go_live_at > timezone.now() + timedelta(days=20)
    assert not has_chinese(news.SCHEDULED)


def test_one_article_asks_for_a_login_in_both_languages(demo: Demo) -> None:
    restriction = PageViewRestriction.objects.get()
    private = NewsPage.objects.filter(visibility.private())

    assert restriction.page.specific == article(news.PRIVATE)
    assert restriction.restriction_type == PageViewRestriction.LOGIN
    assert set(private) == {article(news.PRIVATE), article(news.PRIVATE, "zh-hans")}
    assert [page.live for page in private] == [True, True]


def test_one_article_was_withdrawn_in_both_languages(demo: Demo) -> None:
    for language_code in ("en", "zh-hans"):
        page = article(news.WITHDRAWN, language_code)
        assert not page.live
        assert page.first_published_at is not None


def test_pages_were_published_on_the_days_they_speak_of(demo: Demo) -> None:
    english, chinese = article(news.MAIN), article(news.MAIN, "zh-hans")
    assert str(english.first_published_at) == "2020-12-30 09:00:00+00:00"
    assert str(chinese.first_published_at) == "2020-12-30 15:00:00+00:00"
    assert str(article(news.STALE).last_published_at) == "2026-02-03 09:00:00+00:00"
    state = PageTextState.objects.get(
        translation_key=article(news.STALE).translation_key, locale__language_code="zh-hans"
    )
    assert str(state.source_updated_at) == "2026-02-03 09:00:00+00:00"
    versions = LegalNoticeVersion.objects.filter(language_code="en")
    assert {(one.published_at.date(), one.effective_on) for one in versions} == {
        (date(2019, 3, 12), date(2019, 3, 12)),
        (date(2024, 7, 1), date(2024, 7, 1)),
    }
    today = Page.objects.filter(last_published_at__gt=timezone.now() - timedelta(days=30))
    assert not today.exists()


def test_a_former_address_leads_to_its_article_in_every_language(demo: Demo) -> None:
    redirects = Redirect.objects.values_list("old_path", "redirect_page", "is_permanent")

    assert set(redirects) == {
        (f"/{code}/news/{slug}", article(now).pk, True)
        for code in ("en", "zh-hans")
        for slug, now in news.FORMER_SLUGS.items()
    }


def test_no_other_page_is_hidden(demo: Demo) -> None:
    hidden = Page.objects.filter(live=False, depth__gt=1).values_list("slug", flat=True)

    assert set(hidden) == {news.DRAFT, news.SCHEDULED, news.WITHDRAWN}


# Accounts


def test_passwords_are_returned_once_and_stored_as_hashes(demo: Demo) -> None:
    assert [login.username for login in demo.logins] == ["admin", "editor", "translator"]
    assert len({login.password for login in demo.logins}) == 3
    for login in demo.logins:
        assert authenticate(username=login.username, password=login.password) is not None
        assert login.password
        assert login.password not in get_user_model().objects.get(username=login.username).password
    assert [login.password for login in accounts.current()] == [None, None, None]


def test_a_given_password_is_set_and_told(demo: Demo, settings: Any) -> None:
    settings.DEMO_PASSWORD = "given by the environment"

    logins = accounts.current()

    assert {login.password for login in logins} == {"given by the environment"}
    for login in logins:
        assert authenticate(username=login.username, password="given by the environment")


def test_the_admin_may_do_everything(demo: Demo) -> None:
    assert get_user_model().objects.get(username="admin").is_superuser


def test_the_editor_works_on_the_english_pages_alone(demo: Demo) -> None:
    user = get_user_model().objects.get(username="editor")
    english = article(news.MAIN).permissions_for_user(user)
    chinese = article(news.MAIN, "zh-hans").permissions_for_user(user)
    index = NewsIndexPage.objects.get(locale__language_code="en").permissions_for_user(user)

    assert (english.can_edit(), english.can_publish(), index.can_add_subpage()) == (True,) * 3
    assert (chinese.can_edit(), chinese.can_publish()) == (False, False)
    for permission in (
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "news.add_newscategory",
        "news.publish_newstag",
        "sitewide.change_sitewide",
        "wagtailimages.add_image",
        "wagtaildocs.add_document",
    ):
        app, _, codename = permission.partition(".")
        if app in {"wagtailimages", "wagtaildocs"}:
            granted = user.groups.get().collection_permissions.filter(permission__codename=codename)
            assert granted.exists(), permission
        else:
            assert user.has_perm(permission), permission
    assert not user.has_perm("auth.change_user")


def test_the_translator_works_on_the_chinese_pages_alone(demo: Demo) -> None:
    user = get_user_model().objects.get(username="translator")
    english = article(news.MAIN).permissions_for_user(user)
    chinese = article(news.MAIN, "zh-hans").permissions_for_user(user)
    index = NewsIndexPage.objects.get(locale__language_code="zh-hans").permissions_for_user(user)

    assert (chinese.can_edit(), chinese.can_publish()) == (True, True)
    assert (english.can_edit(), english.can_publish()) == (False, False)
    assert not index.can_add_subpage()
    assert user.has_perm("wagtailadmin.access_admin")
    assert user.has_perm("news.change_newscategory")
    assert not user.has_perm("wagtail_localize.submit_translation")


# In bulk


def added(count: int) -> str:
    output = StringIO()
    call_command("load_demo", scale=count, stdout=output)
    return output.getvalue()


def test_scale_adds_whole_articles_in_both_languages(demo: Demo) -> None:
    parents = {one.locale.language_code: one for one in NewsIndexPage.objects.all()}
    before = {code: parent.get_children().count() for code, parent in parents.items()}

    assert "7 bilingual news added" in added(7)

    for code, parent in parents.items():
        parent.refresh_from_db()
        assert parent.numchild == parent.get_children().count() == before[code] + 7
    assert [bool(problems) for problems in Page.find_problems()] == [False] * 5
    english, chinese = article("test-series-000007"), article("test-series-000007", "zh-hans")
    assert english.translation_key == chinese.translation_key
    assert chinese.url_path == f"{parents['zh-hans'].url_path}test-series-000007/"
    assert (english.live, chinese.live) == (True, True)
    assert english.publication_date == chinese.publication_date
    assert drawing(english) == drawing(chinese)
    assert category(english).slug == category(chinese).slug
    assert category(chinese).locale == chinese.locale
    assert [one.tag for one in english.tags.all()] == [one.tag for one in chinese.tags.all()]
    assert (english.title, chinese.title) == (
        "Heat resistance of tyres: test series 7", "轮胎耐热性能：第 7 号系列检测",
    )  # fmt: skip


def test_scale_adds_more_each_time(demo: Demo) -> None:
    added(2)
    added(3)

    slugs = NewsPage.objects.filter(slug__startswith="test-series-").values_list("slug", flat=True)
    assert sorted(set(slugs)) == [f"test-series-00000{number}" for number in range(1, 6)]
    assert len(slugs) == 10


def test_scale_brings_search_and_reference_index_up_to_date(demo: Demo) -> None:
    added(1)
    page = article("test-series-000001")
    own = ReferenceIndex.objects.filter(
        object_id=str(page.pk), base_content_type__app_label="wagtailcore"
    ).values_list("to_object_id", "content_path")
    written = set(own)

    ReferenceIndex.create_or_update_for_object(page)

    assert written
    assert set(own.all()) == written
    found = get_search_backend().search("series", NewsPage.objects.filter(pk=page.pk))
    assert [one.slug for one in found] == [page.slug]


def test_scale_finds_each_article_by_its_own_terms(demo: Demo) -> None:
    added(12)
    bulk = NewsPage.objects.filter(slug__contains="series")
    terms = {page.pk: set(page.search_terms()) for page in bulk}

    for term in set().union(*terms.values()):
        indexed = NewsPage.objects.filter(pk__in=terms)
        found = get_search_backend().search(term, indexed, operator="and")
        assert {page.pk for page in found} >= {pk for pk, own in terms.items() if term in own}


def test_bulk_news_stay_behind_the_news_of_the_demo(demo: Demo) -> None:
    added(30)

    oldest = min(one.publication_date for one in NewsPage.objects.exclude(slug__contains="series"))
    bulk = NewsPage.objects.filter(slug__contains="series").values_list("publication_date")
    assert max(bulk)[0] < oldest
    assert len(set(bulk)) == 30


def test_scale_needs_the_lists_of_news(demo: Demo) -> None:
    NewsIndexPage.objects.get(locale__language_code="zh-hans").delete()

    with pytest.raises(CommandError, match="news can't be added"):
        added(1)

    assert not NewsPage.objects.filter(slug__startswith="test-series-").exists()


def test_scale_refuses_a_negative_number(demo: Demo) -> None:
    with pytest.raises(CommandError, match="1 or more"):
        added(-1)


# Addresses


@pytest.mark.parametrize("language_code", ["en", "zh-hans"])
def test_serves_a_drawing_of_the_site(demo: Demo, language_code: str) -> None:
    image = drawing(article(news.MAIN, language_code))

    assert image.title == files.image_title("test-track")
    assert (image.width, image.height) == (1920, 1280)


def test_the_root_leads_to_the_source_language(demo: Demo) -> None:
    response = Client().get("/")

    assert (response.status_code, response["Location"]) == (302, "/en/")
