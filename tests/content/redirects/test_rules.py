"""Rules for redirects."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

import pytest

from cms.content.redirects import paths
from cms.news.models import NewsIndexPage, NewsPage
from tests import factories


def old_paths():
    return set(Redirect.objects.values_list("old_path", flat=True))


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """A context whose work is committed, with everything that follows a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def as_slug(commit):
    """Give a page a slug, as a draft or published."""

    def save(page, slug, *, publish):
        page = type(page).objects.get(pk=page.pk)
        draft = page.get_latest_revision_as_object()
        draft.slug = slug
        with commit():
            revision = draft.save_revision()
            if publish:
                revision.publish()
            elif not page.live:
                # As the admin does with what isn't public.
                page.slug = slug
                page.save(update_fields=["slug", "url_path"])

    return save


def test_a_draft_leaves_nothing_at_its_working_titles(english, as_slug):
    page = factories.news_page(english.news, slug="untitled", live=False)
    as_slug(page, "working-title", publish=False)
    as_slug(page, "opening", publish=True)
    assert old_paths() == set()
    as_slug(page, "inauguration", publish=True)
    assert old_paths() == {"/en/news/opening"}


def test_a_page_that_was_public_leads_on_from_there_alone(english, as_slug, commit):
    page = factories.news_page(english.news, slug="untitled", live=False)
    as_slug(page, "opening", publish=True)
    with commit():
        NewsPage.objects.get(pk=page.pk).unpublish()
    as_slug(page, "opening-2", publish=False)
    as_slug(page, "opening-3", publish=False)
    as_slug(page, "inauguration", publish=True)
    assert old_paths() == {"/en/news/opening"}


def test_a_moved_draft_leaves_nothing(english):
    page = factories.news_page(english.news, slug="draft", live=False)
    archive = factories.add(english.home, NewsIndexPage(title="Archive", slug="archive"))
    page.move(archive, pos="last-child")
    assert old_paths() == set()


def test_what_lies_below_a_page_that_never_was_public_leaves_nothing(english, as_slug):
    archive = factories.add(english.home, NewsIndexPage(title="A", slug="archive", live=False))
    page = factories.news_page(archive, slug="opening")
    as_slug(page, "inauguration", publish=True)
    as_slug(archive, "old", publish=False)
    assert old_paths() == set()
    page.refresh_from_db()
    page.move(english.news, pos="last-child")
    assert old_paths() == set()


def test_a_page_that_is_back_forgets_its_own_address(english, as_slug):
    page = factories.news_page(english.news, slug="opening")
    for slug in ("inauguration", "opening"):
        as_slug(page, slug, publish=True)
    as_slug(english.news, "press", publish=True)
    as_slug(english.news, "news", publish=True)
    assert old_paths() == {
        "/en/news/inauguration", "/en/press", "/en/press/opening",
    }  # fmt: skip


def test_other_capitals_are_no_other_address(english, as_slug):
    page = factories.news_page(english.news, slug="Opening")
    as_slug(page, "opening", publish=True)
    assert old_paths() == set()


@pytest.mark.parametrize(
    ("old_path", "target"),
    [
        ("/en/old", "/en/old"),
        ("/en/old", "/en/OLD/"),
        ("/en/old/", "/en/old"),
        ("/en/old", "https://localhost/en/old"),
        ("/en/old", "HTTP://LOCALHOST:80/en/old/"),
        ("/en/old", "/en/old?utm_source=mail"),
        ("/en/old", "/en/old?page=2"),
        ("/en/old", "/en//old#top"),
        ("/en/%E6%97%A7", "/en/旧"),
        ("/EN/old", "/en/old"),
        ("/old.php?b=2&a=1", "/old.php?a=1&b=2"),
        ("https://localhost/en/old", "/en/old"),
    ],
)
def test_none_leads_to_itself(english, old_path, target):
    form = RedirectForm({"old_path": old_path, "redirect_link": target})
    assert form.errors == {"redirect_link": ["The redirect leads to its own path."]}
    with pytest.raises(ValidationError), transaction.atomic():
        Redirect.add_redirect(old_path, target)
    with pytest.raises(ValidationError), transaction.atomic():
        Redirect.objects.create(
            old_path=paths.old_path(old_path), redirect_link=target, site=Site.objects.get()
        )
    assert old_paths() == set()


@pytest.mark.parametrize(
    "old_path", ["/en/news/opening", "/EN/News/Opening/", "/zh-hans/news/opening"]
)
def test_none_leads_to_the_page_that_stands_there(english, chinese, old_path):
    page = factories.news_page(english.news, slug="opening")
    factories.translation(page, title="开幕")
    form = RedirectForm({"old_path": old_path, "redirect_page": page.pk})
    assert form.errors == {"redirect_page": ["The redirect leads to its own path."]}


@pytest.mark.parametrize("last", ["/en/a", "/EN/A/", "https://localhost/en/a?utm_medium=mail"])
def test_none_leads_in_a_circle(english, last):
    Redirect.add_redirect("/en/a", "/en/b")
    Redirect.add_redirect("/en/b", "/en/c/")
    form = RedirectForm({"old_path": "/en/c", "redirect_link": last})
    assert form.errors == {"redirect_link": ["The redirect leads in a circle: /en/b leads back."]}
    with pytest.raises(ValidationError), transaction.atomic():
        Redirect.add_redirect("/en/c", last)


def test_another_site_may_have_the_same_path(english):
    factories.newsroom(hostname="other.example")
    default = Site.objects.get(is_default_site=True)
    form = RedirectForm(
        {"old_path": "/en/old", "redirect_link": "https://other.example/en/old", "site": default.pk}
    )
    assert form.is_valid(), form.errors
    form = RedirectForm({"old_path": "/en/old", "redirect_link": "https://other.example/en/old"})
    assert form.errors == {"redirect_link": ["The redirect leads to its own path."]}


@pytest.mark.parametrize(
    ("target", "is_taken"),
    [
        ("/en/news/", True), ("/en/search?q=x#top", True), ("/zh-hans/新闻", True),
        ("https://example.org/x", True), ("//example.org/x", False), ("news", False),
        ("javascript:alert(1)", False), ("ftp://example.org/", False), ("/en/a b", False),
        ("/\\example.org", False), ("mailto:a@example.org", False),
    ],
)  # fmt: skip
def test_paths_are_targets(english, target, is_taken):
    form = RedirectForm({"old_path": "/en/old", "redirect_link": target})
    assert form.is_valid() == is_taken, form.errors
    if is_taken:
        assert form.save().redirect_link == target


def test_a_redirect_leads_to_one_place(english):
    assert not RedirectForm({"old_path": "/en/old"}).is_valid()
    both = {"redirect_page": english.news.pk, "redirect_link": "/en/"}
    assert not RedirectForm({"old_path": "/en/old", **both}).is_valid()


def test_old_addresses_are_kept_as_readers_ask_for_them(english, chinese):
    encoded = "/ZH-HANS/" + "%E6%96%B0" * 60 + "/"
    for typed, kept in {
        "https://old.example.org/en/a/?utm_source=x&id=3": "/en/a?id=3",
        "/en//b/": "/en/b",
        "/en/cafe\u0301": "/en/café",
        encoded: "/zh-hans/" + "新" * 60,
    }.items():
        form = RedirectForm({"old_path": typed, "redirect_link": "/en/"})
        assert form.is_valid(), form.errors
        assert form.save().old_path == kept
