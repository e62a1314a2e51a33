"""The job that looks for links that lead nowhere, page after page of what readers get."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.content.pages.checks.parts import Link, parts_of
from cms.content.pages.checks.targets import State, Targets
from cms.content.tree import SiteTree
from cms.delivery.models import BrokenLink, CheckedUrl
from cms.delivery.publishing.link_check import outside
from cms.operation.background import jobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cms.operation.models import Job

CHECK = "check links"
# Other sites are asked about a URL once in that time, and about so many in one job.
ANEW_AFTER = timedelta(hours=20)
MOST_OUTSIDE = 2000
_LONGEST = {"text": 255, "url": 500}


def connect() -> None:
    """Have the kind of job known. A step waits for other sites, and so is no transaction."""
    jobs.register(CHECK, jobs.Kind(gettext_lazy("check links"), check, is_atomic=False))


def start(user: Any) -> Job:
    """A job for all pages that readers can open."""
    tree = SiteTree.load()
    pages = Page.objects.filter(tree.shown(tree.today)).order_by("path")
    BrokenLink.objects.exclude(page__in=pages.order_by().values("pk")).delete()
    things = pages.values_list("pk", "title")
    return jobs.started(CHECK, _("All published pages"), things, user=user)


def check(page_id: int, job: Job) -> None:
    """Note the broken links of a page in place of those that were noted before."""
    tree = SiteTree.load()
    page = Page.objects.filter(tree.shown(tree.today), pk=page_id).specific().first()
    parts = parts_of(page) if page else []
    with translation.override(None):
        broken = list(_broken(page, [part for part in parts if isinstance(part, Link)], job))
    with transaction.atomic():
        BrokenLink.objects.filter(page=page_id).delete()
        BrokenLink.objects.bulk_create(broken)


def _broken(page: Any, links: list[Link], job: Job) -> Iterator[BrokenLink]:
    targets = Targets.of_links(links)
    outside_urls = {
        link.url
        for link in links
        if targets.end(link).state is State.OUTSIDE and link.url.startswith(("http://", "https://"))
    }
    reasons = _reasons(outside_urls, job)
    for link in links:
        if link.url.startswith(("#", "mailto:", "tel:")):
            continue
        state = targets.end(link).state
        is_outside = state is State.OUTSIDE
        reason = reasons.get(link.url, "") if is_outside else _INSIDE.get(state, "")
        if reason:
            yield BrokenLink(
                page=page,
                field=link.field,
                block_id=link.block_id[:64],
                text=(link.text or "")[: _LONGEST["text"]],
                url=link.url[: _LONGEST["url"]],
                reason=reason,
                is_outside=is_outside,
            )


_INSIDE = {State.GONE: "gone", State.HIDDEN: "not public"}


def _reasons(urls: Iterable[str], job: Job) -> dict[str, str]:
    """The reasons why URLs of other sites are broken. None is asked again soon."""
    urls = {url for url in urls if len(url) <= _LONGEST["url"]}
    lately = CheckedUrl.objects.filter(url__in=urls, checked_at__gte=timezone.now() - ANEW_AFTER)
    reasons = dict(lately.values_list("url", "reason"))
    left = MOST_OUTSIDE - CheckedUrl.objects.filter(checked_at__gte=job.created_at).count()
    for url in sorted(urls - reasons.keys())[: max(0, left)]:
        reasons[url] = outside.broken_because(url)
        CheckedUrl.objects.update_or_create(
            url=url, defaults={"reason": reasons[url][:255], "checked_at": timezone.now()}
        )
    return reasons


def prune() -> int:
    """Forget what other sites answered long ago. Returns how many."""
    old = CheckedUrl.objects.filter(checked_at__lt=timezone.now() - timedelta(days=30))
    return old.delete()[0]
