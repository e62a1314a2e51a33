"""The conditions that are exact by themselves: what a page goes back to, and what lies above that.

A page below a section has an alias elsewhere, an alias of that one, and a translation elsewhere.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Site

import pytest

from cms.content import visibility
from cms.news.models import NewsIndexPage
from tests import factories, snapshots

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Kin:
    """A page, what it lies in, and what is made of it, all of it published."""

    front: Page
    section: Page
    page: Page
    alias: Page
    longer: Page
    translated: Page
    stranger: Page


@pytest.fixture
@snapshots.fixture
def kin(english, chinese):
    section = factories.add(english.home, NewsIndexPage(title="Desk", slug="desk"))
    page = factories.news_page(section, "Page", slug="page")
    alias = page.create_alias(parent=english.news, update_slug="alias")
    longer = alias.create_alias(parent=english.news, update_slug="longer")
    translated = factories.translation(page, title="页")
    translated.move(chinese.news, pos="last-child")
    stranger = factories.news_page(english.news, "Stranger", slug="stranger")
    return Kin(english.home, section, page, alias, longer, translated, stranger)


def found(condition: Q) -> set[int]:
    return set(Page.objects.filter(condition).values_list("pk", flat=True))


def keys(*pages: Page) -> set[int]:
    return {page.pk for page in pages}


def change(page: Page, **values: object) -> None:
    """Change the row alone: Wagtail would take what mirrors it along."""
    Page.objects.filter(pk=page.pk).update(**values)


def hidden_mirrors() -> set[int]:
    return found(visibility.mirroring_hidden(at=timezone.now()))


def closed() -> set[int]:
    subtrees = visibility.closed_subtrees(at=timezone.now())
    return set(subtrees.values_list("pk", flat=True))


def test_nothing_is_hidden_or_covered_at_first(kin):
    assert (hidden_mirrors(), found(visibility.covered()), closed()) == (set(), set(), set())


@pytest.mark.parametrize("hidden", ["page", "section", "front"])
@pytest.mark.parametrize("way", ["live", "expire_at"])
def test_whatever_mirrors_a_hidden_page_is_hidden_however_far_it_is(kin, hidden, way):
    values = {"live": False} if way == "live" else {"expire_at": timezone.now() - AN_HOUR}
    change(getattr(kin, hidden), **values)

    assert hidden_mirrors() >= keys(kin.alias, kin.longer)
    assert hidden_mirrors().isdisjoint(keys(kin.page, kin.section, kin.translated, kin.stranger))


def test_what_expires_later_hides_nothing(kin):
    change(kin.page, expire_at=timezone.now() + AN_HOUR)

    assert hidden_mirrors() == set()


def test_others_and_the_root_of_the_tree_hide_no_mirror(kin):
    change(kin.stranger, live=False)
    change(Page.get_first_root_node(), live=False)

    assert hidden_mirrors() == set()
    assert closed() == set()


def test_whatever_mirrors_a_page_of_no_site_is_hidden(kin):
    Site.objects.all().delete()

    assert hidden_mirrors() >= keys(kin.alias, kin.longer)


def test_a_hidden_alias_hides_what_mirrors_it_alone(kin):
    change(kin.alias, live=False)

    assert hidden_mirrors() == keys(kin.longer)


@pytest.mark.parametrize(
    ("private", "covered"),
    [
        ("page", ["page", "alias", "longer", "translated"]),
        ("translated", ["page", "alias", "longer", "translated"]),
        ("alias", ["alias", "longer"]),
    ],
)
def test_a_privacy_setting_covers_what_is_made_of_a_page(kin, private, covered):
    factories.private(getattr(kin, private))

    expected = keys(*(getattr(kin, name) for name in covered))
    assert found(visibility.private()) == expected
    assert found(visibility.covered()) == expected
    assert closed() == set()


def test_the_setting_of_a_section_covers_what_goes_back_to_a_page_below_it(kin):
    factories.private(kin.section)

    covered = found(visibility.covered())
    assert covered >= keys(kin.section, kin.page, kin.alias, kin.longer, kin.translated)
    assert covered.isdisjoint(keys(kin.front, kin.stranger))
    assert found(visibility.private()).isdisjoint(keys(kin.page, kin.alias, kin.translated))


@pytest.mark.parametrize("name", ["section", "front"])
def test_hidden_and_covered_pages_close_what_lies_below_them(kin, name):
    one = getattr(kin, name)
    change(one, live=False)
    assert one.pk in closed()

    change(one, live=True)
    factories.private(one)
    assert one.pk in closed()


def test_an_alias_with_pages_below_closes_them_where_its_source_is_hidden(kin):
    mirror = kin.section.create_alias(parent=kin.front, update_slug="mirror", recursive=True)
    assert closed() == set()

    change(kin.section, live=False)
    assert closed() >= keys(kin.section, mirror)


def test_the_front_pages_of_sites_are_those_of_all_languages(kin, chinese):
    assert found(visibility.fronts_of_sites()) == keys(kin.front, chinese.home)
