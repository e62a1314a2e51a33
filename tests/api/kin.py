"""Pages that say the same as another one, in every way there is, and the states that one can be in.

All of them stand in lists that are open, and their rows say that they are live, whatever has become
of their source: so whether they are read is up to the gate alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageViewRestriction,
    Workflow,
    WorkflowTask,
)

from cms.news.models import NewsIndexPage, NewsPage
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories import Newsroom

WORD, DRAFT = "Wording", "Draftlike"
A_DAY = timedelta(days=1)


@dataclass
class Site:
    """The lists that pages are put into; ``sections`` are English ones, by what closes them."""

    english: Newsroom
    chinese: Newsroom
    french: NewsIndexPage
    sections: dict[str, Any]


def site(english: Newsroom, chinese: Newsroom) -> Site:
    """Three languages, and sections that will be closed and have open translations."""
    factories.translation(english.home, code="fr", title="Accueil")
    french = factories.translation(english.news, code="fr", title="Actualités")
    sections = {}
    for name in ("unpublished", "expired", "private"):
        index = NewsIndexPage(title=f"{name} section", slug=f"{name}-section")
        sections[name] = factories.add(english.home, index)
    stray = factories.home("Stray")
    sections["elsewhere"] = factories.add(stray, NewsIndexPage(title="Stray", slug="news"))
    return Site(english, chinese, french, sections)


def close(of: Site) -> None:
    """Close the sections; their translations, if there were any, would stay open."""
    sections = of.sections
    Page.objects.filter(pk=sections["unpublished"].pk).update(live=False)
    Page.objects.filter(pk=sections["expired"].pk).update(expire_at=timezone.now() - A_DAY)
    factories.private(sections["private"])


@dataclass(frozen=True)
class Kin:
    """A page and those that say the same; ``by_name`` holds all of them."""

    by_name: dict[str, NewsPage]

    def force_live(self) -> None:
        """Have the rows of all but the source say that they are live."""
        ids = [page.pk for name, page in self.by_name.items() if name != "source"]
        Page.objects.filter(pk__in=ids).update(live=True, expire_at=None)


def kin(of: Site, source: NewsPage) -> Kin:
    """A page's alias in another language and in its own, translations, and combinations."""
    slug, chinese, french = source.slug, of.chinese.news, of.french
    mirror = source.create_alias(
        parent=chinese, update_locale=chinese.locale, reset_translation_key=False
    )
    again = source.create_alias(parent=of.english.news, update_slug=f"{slug}-again")
    chained = mirror.create_alias(parent=chinese, update_slug=f"{slug}-chained")
    translation = _translated(source, french, f"{slug}")
    return Kin({
        "source": source,
        "mirror": mirror,
        "alias": again,
        "alias of the mirror": chained,
        "alias of that": chained.create_alias(parent=chinese, update_slug=f"{slug}-longer"),
        "translation": translation,
        "alias of the translation": translation.create_alias(
            parent=french, update_slug=f"{slug}-encore"
        ),
        "translation of the alias": _translated(again, chinese, f"{slug}-again"),
    })  # fmt: skip


def _translated(page: NewsPage, parent: Any, slug: str) -> Any:
    return page.copy(
        to=parent,
        update_attrs={"locale": parent.locale, "slug": slug, "live": True},
        reset_translation_key=False,
        keep_live=True,
        copy_revisions=False,
    )


ALIASES = ("mirror", "alias", "alias of the mirror", "alias of that")
TRANSLATIONS = ("translation", "alias of the translation", "translation of the alias")


@dataclass(frozen=True)
class State:
    """A change to a source, and who can be read after it.

    ``is_read``: the source, and with it all its aliases. ``is_translation_read``: its translation,
    and with it the alias of that, and what is translated of an alias.
    """

    happen: Callable[[Site, NewsPage], object]
    is_read: bool
    is_translation_read: bool = True
    section: str = ""

    def read(self) -> set[str]:
        """The names of those of the kin that can be read."""
        found = {"source", *ALIASES} if self.is_read else set()
        return found | (set(TRANSLATIONS) if self.is_translation_read else set())


def _update(**values: Any) -> Callable[[Site, NewsPage], object]:
    return lambda _site, page: Page.objects.filter(pk=page.pk).update(**values)


def _schedule(_site: Site, page: NewsPage) -> None:
    page = NewsPage.objects.get(pk=page.pk)
    page.go_live_at = timezone.now() + A_DAY
    page.summary = f"{DRAFT} {WORD}"
    page.save_revision().publish()


def _rewrite(_site: Site, page: NewsPage) -> None:
    page = NewsPage.objects.get(pk=page.pk)
    page.title = page.summary = DRAFT
    page.save_revision()


def _unpublish(_site: Site, page: NewsPage) -> None:
    NewsPage.objects.get(pk=page.pk).unpublish()


def _schedule_again(site: Site, page: NewsPage) -> None:
    _unpublish(site, page)
    _schedule(site, page)


def _publish_again(site: Site, page: NewsPage) -> None:
    _unpublish(site, page)
    NewsPage.objects.get(pk=page.pk).save_revision().publish()


def _expire(_site: Site, page: NewsPage) -> None:
    NewsPage.objects.get(pk=page.pk).unpublish(set_expired=True)


def _private(kind: str) -> Callable[[Site, NewsPage], object]:
    return lambda _site, page: factories.private(page, kind)


def _private_translation(_site: Site, page: NewsPage) -> None:
    factories.private(
        Page.objects.get(translation_key=page.translation_key, locale__language_code="fr")
    )


def _submit(_site: Site, page: NewsPage) -> None:
    page = NewsPage.objects.get(pk=page.pk)
    page.title = DRAFT
    page.save_revision()
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(page, factories.administrator("submitter"))


def _move(name: str) -> Callable[[Site, NewsPage], object]:
    def move(site: Site, page: NewsPage) -> None:
        below = Page.objects.get(pk=site.sections[name].pk)
        Page.objects.get(pk=page.pk).move(below, pos="last-child")

    return move


def _leave(_site: Site, _page: NewsPage) -> None:
    pass


def _delete(_site: Site, page: NewsPage) -> None:
    Page.objects.get(pk=page.pk).delete()


LOGIN = PageViewRestriction.LOGIN
STATES = {
    "published": State(_leave, True),
    "newer draft": State(_rewrite, True),
    "locked": State(_update(locked=True), True),
    "in workflow": State(_submit, True),
    "live and scheduled": State(_schedule, True),
    "to expire": State(_update(expire_at=timezone.now() + A_DAY), True),
    "published again": State(_publish_again, True, is_translation_read=False),
    "draft": State(_update(live=False), False),
    "scheduled": State(_schedule_again, False, is_translation_read=False),
    "unpublished": State(_unpublish, False, is_translation_read=False),
    "past its expiry": State(_update(expire_at=timezone.now() - A_DAY), False),
    "expired": State(_expire, False, is_translation_read=False),
    "below unpublished": State(_leave, False, section="unpublished"),
    "below expired": State(_leave, False, section="expired"),
    "moved below unpublished": State(_move("unpublished"), False),
    "moved out of the site": State(_move("elsewhere"), False),
    "login": State(_private(LOGIN), False, is_translation_read=False),
    "password": State(_private(PageViewRestriction.PASSWORD), False, is_translation_read=False),
    "groups": State(_private(PageViewRestriction.GROUPS), False, is_translation_read=False),
    "private translation": State(_private_translation, False, is_translation_read=False),
    "below private": State(_leave, False, is_translation_read=False, section="private"),
    "moved below private": State(_move("private"), False, is_translation_read=False),
    "deleted": State(_delete, False, is_translation_read=False),
}
