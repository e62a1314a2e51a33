"""Who refers to a page: what is to be asked for again when a hidden page appears.

The tags that an answer shows to caches name nothing hidden. So a page that appears is not found by
its own tag there, but by those of the pages that link to it or have chosen it, and of the redirects
that lead to it. Wagtail's reference index knows the pages; it is written with the publication here,
not some time after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex

from cms.content.caching import cache_tags
from cms.content.reading import pages
from cms.delivery.versions import printed_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# More pages than this at once: everything is asked for again.
MOST_PAGES = 200
_LINK = "link:"


def follow(raised: Collection[str]) -> set[str]:
    """The tags of what refers to the pages whose links are raised. Four queries at most.

    Those that print such a link are indexed anew, and where files may have appeared all that print
    something of the kind.
    """
    if cache_tags.TREE in raised or cache_tags.FILES in raised:
        printed_text.follow_everything()
    beginnings = [tag.removeprefix(_LINK) for tag in raised if tag.startswith(_LINK)]
    if not beginnings or cache_tags.TREE in raised:
        return set()
    if len(beginnings) > MOST_PAGES:
        return {cache_tags.TREE}
    linked = Page.objects.filter(pages.with_beginnings(beginnings)).order_by()
    targets = list(linked.values_list("pk", flat=True))
    redirects = Redirect.objects.filter(redirect_page__in=targets)
    addresses = redirects.values_list("old_path", flat=True)
    return _tags_of_references(targets) | set(map(cache_tags.slug, addresses))


def _tags_of_references(targets: Iterable[int]) -> set[str]:
    page_type = ContentType.objects.get_for_model(Page).pk
    references = ReferenceIndex.objects.filter(
        to_content_type=page_type, to_object_id__in=[str(pk) for pk in targets]
    ).exclude(base_content_type=ContentType.objects.get_for_model(Redirect))
    places = references.order_by().values_list("base_content_type", "object_id", "model_path")
    found = {(content_type, pk) for content_type, pk, _place in places}
    printed_text.follow_links(
        (int(pk), place) for content_type, pk, place in places if content_type == page_type
    )
    page_ids = {int(pk) for content_type, pk in found if content_type == page_type}
    tags = {cache_tags.SITEWIDE} if len(page_ids) < len(found) else set()
    if page_ids:
        keys = Page.objects.filter(pk__in=page_ids).order_by()
        tags |= {cache_tags.page(key) for key in keys.values_list("translation_key", flat=True)}
    return tags


def note_references(instance: Any) -> None:
    """Write down what a page or snippet refers to, in the transaction that publishes it."""
    if ReferenceIndex.is_indexed(type(instance)):
        ReferenceIndex.create_or_update_for_object(instance)
