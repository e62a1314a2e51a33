"""What an editor and a translator are led to when they look at a draft."""

import re
from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.test.utils.form_data import querydict_from_html

import pytest
from wagtail_localize.models import Translation

from cms.content.reading import pages
from cms.content.reading.loader import Reading
from cms.content.reading.selection import Selection
from cms.content.tree import SiteTree
from cms.delivery.models import Preview
from cms.delivery.previews import rehearsal
from cms.delivery.previews import tokens as previews
from cms.news.models import NewsPage
from tests import factories
from tests.translation.fixtures import submit, write

TITLE = Selection({"title": Selection()})


def led_to(response):
    """The path and the token of the address a response leads to."""
    assert response.status_code == 302
    address = urlsplit(response["Location"])
    query = parse_qs(address.query)
    assert list(query) == ["preview"]
    return address.path, query["preview"][0]


def shown_with(token):
    """The page readers would get, as far as it is read here."""
    preview = previews.find(token)
    if preview is None:
        return None
    with rehearsal.published(preview) as rehearsed:
        assert rehearsed.page is not None
        tree = SiteTree.load(previewed=rehearsed.previewed)
        root = tree.root_of_locale(rehearsed.page.locale_id)
        assert root is not None
        reading = Reading(tree, root)
        found = pages.read_pages(reading, [rehearsed.page], TITLE)
        reading.fetch()
    return found[rehearsed.page.pk]


def form_of(client, address, **changes):
    """What the editor's browser sends for the form at an address, after some changes."""
    data = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    # What a script adds in the browser.
    data["body-count"] = "0"
    data.update(changes)
    return data


PATHS = {
    "home": "/en/",
    "news": "/en/news/",
    "legal": "/en/legal/",
    "article": "/en/news/a-lab-opens/",
    "notice": "/en/legal/terms/",
}


@pytest.mark.parametrize("name", PATHS)
def test_every_kind_of_page_is_looked_at_without_saving(newsroom, editor, name):
    found = getattr(newsroom, name)
    page = found() if callable(found) else found
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    answer = editor.post(address, form_of(editor, edit, title="Not saved")).json()
    path, token = led_to(editor.get(address, {"in_preview_panel": "true"}))

    assert answer == {"is_valid": True, "is_available": True}
    assert path == PATHS[name]
    assert shown_with(token).title == "Not saved"
    assert Page.objects.get(pk=page.pk).title == page.title


def test_a_page_is_looked_at_before_it_is_saved_for_the_first_time(newsroom, editor):
    place = ["news", "newspage", newsroom.news.pk]
    address = reverse("wagtailadmin_pages:preview_on_add", args=place)
    add = reverse("wagtailadmin_pages:add", args=place)
    count = Page.objects.count()

    editor.post(address, form_of(editor, add, title="New", slug="new", summary="New."))
    path, token = led_to(editor.get(address))

    assert path == "/en/news/new/"
    assert shown_with(token).title == "New"
    assert Page.objects.count() == count


def test_a_saved_draft_and_an_earlier_revision_are_looked_at(newsroom, editor):
    article = newsroom.article("First")
    first = article.latest_revision
    article.title = "Second"
    article.save_revision()

    path, token = led_to(editor.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk])))
    assert (path, shown_with(token).title) == ("/en/news/first/", "Second")
    address = reverse("wagtailadmin_pages:revisions_view", args=[article.pk, first.pk])
    assert shown_with(led_to(editor.get(address))[1]).title == "First"


def test_a_translation_is_looked_at_with_the_texts_saved_so_far(newsroom, editor):
    article = newsroom.article("A lab opens")
    translation = submit(article, newsroom.zh)
    write(translation, only="title")

    address = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    path, token = led_to(editor.get(address))

    page = shown_with(token)
    assert path == "/zh-hans/news/a-lab-opens/"
    assert (page.title, page.summary) == ("译A lab opens", "Summary of A lab opens.")
    assert (page.content_language, page.is_fallback) == ("zh-Hans", False)
    edit = editor.get(
        reverse("wagtailadmin_pages:edit", args=[article.get_translation(newsroom.zh).pk])
    )
    assert f"{address}&quot;" in edit.content.decode()


def test_a_translation_in_the_place_of_an_alias_is_looked_at_as_a_translation(newsroom, editor):
    article = newsroom.article("A lab opens")
    alias = article.copy_for_translation(newsroom.zh, alias=True)
    translation = submit(article, newsroom.zh)
    write(translation)

    address = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    page = shown_with(led_to(editor.get(address))[1])

    assert (page.title, page.is_fallback) == ("译A lab opens", False)
    assert Page.objects.get(pk=alias.pk).alias_of_id == article.pk


def test_a_translation_is_looked_at_only_by_who_may_edit_it(newsroom, client):
    translation = submit(newsroom.article(), newsroom.zh)
    client.force_login(factories.user("somebody"))
    address = reverse("wagtail_localize:preview_translation", args=[translation.pk])

    assert client.get(address).status_code == 302
    assert "preview=" not in client.get(address)["Location"]
    assert not Preview.objects.exists()
    assert Translation.objects.filter(pk=translation.pk).exists()


def test_the_frontend_may_be_elsewhere(newsroom, editor, settings):
    settings.FRONTEND_URL = "https://www.example.org"
    article = newsroom.article()
    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))

    assert re.fullmatch(
        r"https://www\.example\.org/en/news/a-lab-opens/\?preview=[\w-]{43}", response["Location"]
    )
    assert response["Referrer-Policy"] == "no-referrer"
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


def test_an_address_in_chinese_is_encoded(newsroom, editor):
    article = newsroom.article("A lab", slug="实验室")
    path, _token = led_to(editor.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk])))
    assert path == "/en/news/%E5%AE%9E%E9%AA%8C%E5%AE%A4/"


def test_a_page_of_no_site_leads_nowhere(newsroom, editor):
    lost = factories.news_page(factories.home("Lost"))
    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[lost.pk]))

    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert response.content.decode() == "This page can't be shown: it is not part of any site."
    assert not Preview.objects.exists()


def test_a_user_has_one_preview_of_a_page_beside_the_editor_and_one_outside(newsroom, admin_user):
    article, other = newsroom.article("One"), newsroom.article("Two")
    new = NewsPage(
        title="New", slug="new", locale=newsroom.en, path=article.path, depth=article.depth
    )
    for page in (article, other, new):
        for is_in_panel in (True, False):
            for _number in range(5):
                token = previews.create(page, user=admin_user, is_in_panel=is_in_panel)
    previews.create(article, user=factories.administrator("second"))

    assert Preview.objects.count() == 7
    assert shown_with(token).title == "New"


def test_a_later_look_ends_the_earlier_one_of_its_kind(newsroom, admin_user):
    article = newsroom.article("One")
    tab = previews.create(article, user=admin_user)
    early = previews.create(article, user=admin_user, is_in_panel=True)
    article.title = "Changed"
    late = previews.create(article, user=admin_user, is_in_panel=True)

    assert shown_with(early) is None
    assert shown_with(late).title == "Changed"
    assert shown_with(tab).title == "One"


def test_a_token_has_256_bits_and_only_its_hash_is_kept(newsroom, admin_user):
    article = newsroom.article()
    tokens = {previews.create(article, user=admin_user) for _number in range(20)}
    token = previews.create(article, user=admin_user)
    kept = Preview.objects.values().get()

    assert len(tokens | {token}) == 21
    assert previews.TOKEN_BYTES * 8 == 256
    assert token not in str(kept)
    assert kept["token_hash"] == sha256(token.encode()).hexdigest()


def test_a_preview_lasts_as_long_as_the_setting_says(newsroom, admin_user, settings):
    settings.PREVIEW_SECONDS = 90
    before = timezone.now()
    previews.create(newsroom.article(), user=admin_user)
    expires_at = Preview.objects.get().expires_at

    assert before + timedelta(seconds=90) <= expires_at <= timezone.now() + timedelta(seconds=90)


def test_what_has_expired_is_forgotten_at_the_next_look_and_by_the_scheduler(newsroom, admin_user):
    one, two = newsroom.article("One"), newsroom.article("Two")
    previews.create(one, user=admin_user)
    Preview.objects.update(expires_at=timezone.now())
    previews.create(two, user=admin_user)
    assert [preview.page_id for preview in Preview.objects.all()] == [two.pk]

    Preview.objects.update(expires_at=timezone.now())
    call_command("run_scheduler", "--once")
    assert not Preview.objects.exists()


def test_a_look_is_no_use_of_what_the_draft_refers_to(newsroom, admin_user):
    article = newsroom.article()
    before = list(ReferenceIndex.objects.order_by("pk").values())
    previews.create(article, user=admin_user)
    assert list(ReferenceIndex.objects.order_by("pk").values()) == before


def test_keeping_a_draft_costs_the_same_however_often_it_is_looked_at(
    newsroom, admin_user, django_assert_num_queries
):
    article = NewsPage.objects.get(pk=newsroom.article().pk)
    previews.preview_url(article, admin_user, is_in_panel=True)
    for _number in range(3):
        with django_assert_num_queries(9):
            previews.preview_url(article, admin_user, is_in_panel=True)
