"""The pages that refer to a page, to be rendered again when a hidden page appears.

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


def follow(tags: Collection[str]) -> set[str]:
    """The tags of what refers to the pages whose links are invalidated. Four queries at most.

    Those that print such a link are indexed anew, and where files may have appeared all that print
    something of the kind.
    """
    if cache_tags.TREE in tags or cache_tags.FILES in tags:
        printed_text.follow_everything()
    key_prefixes = [tag.removeprefix(_LINK) for tag in tags if tag.startswith(_LINK)]
    if not key_prefixes or cache_tags.TREE in tags:
        return set()
    if len(key_prefixes) > MOST_PAGES:
        return {cache_tags.TREE}
    linked = Page.objects.filter(pages.with_beginnings(key_prefixes)).order_by()
    targets = list(linked.values_list("pk", flat=True))
    redirects = Redirect.objects.filter(redirect_page__in=targets)
    paths = redirects.values_list("old_path", flat=True)
    return _tags_of_references(targets) | set(map(cache_tags.slug, paths))


def _tags_of_references(targets: Iterable[int]) -> set[str]:
    page_type = ContentType.objects.get_for_model(Page).pk
    references = ReferenceIndex.objects.filter(
        to_content_type=page_type, to_object_id__in=[str(pk) for pk in targets]
    ).exclude(base_content_type=ContentType.objects.get_for_model(Redirect))
    rows = references.order_by().values_list("base_content_type", "object_id", "model_path")
    referring = {(content_type, pk) for content_type, pk, _model_path in rows}
    printed_text.follow_links(
        (int(pk), model_path) for content_type, pk, model_path in rows if content_type == page_type
    )
    page_ids = {int(pk) for content_type, pk in referring if content_type == page_type}
    tags = {cache_tags.SITEWIDE} if len(page_ids) < len(referring) else set()
    if page_ids:
        keys = Page.objects.filter(pk__in=page_ids).order_by()
        tags |= {cache_tags.page(key) for key in keys.values_list("translation_key", flat=True)}
    return tags


def note_references(instance: Any) -> None:
    """Write down what a page or snippet refers to, in the transaction that publishes it."""
    if ReferenceIndex.is_indexed(type(instance)):
        ReferenceIndex.create_or_update_for_object(instance)
