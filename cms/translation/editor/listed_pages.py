"""Additions to the rows of page lists and choosers, read with the list.

Wagtail asks for the buttons of each row alone, and wagtail-localize and this package would each ask
the database for every one of them. Choosers ask for the parent of each row.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as of_localize
from wagtail import hooks
from wagtail.admin.views import chooser
from wagtail.admin.views.pages.listing import PageListingMixin
from wagtail.admin.widgets import ListingButton
from wagtail.models import Locale, Page

from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import Translation, TranslationSource

from cms.translation.rights import permissions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.admin.widgets import Button

# Annotations; each is missing of a page that was read elsewhere.
TRANSLATION_ID = "translation_id_as_listed"
SOURCE_ID = "source_id_as_listed"
IS_SYNCHRONISED = "is_synchronised_as_listed"
IS_MISSING = "is_missing_somewhere_as_listed"
_HOOK = "register_page_listing_more_buttons"


def with_translations(pages: Any) -> Any:
    """The pages of a list with what their buttons need. One query more, for the locales."""
    of_page = {"source__object_id": OuterRef("translation_key"), "enabled": True}
    mine = Translation.objects.filter(target_locale=OuterRef("locale"), **of_page)
    source = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"), locale=OuterRef("locale")
    )
    written = Page.objects.filter(
        translation_key=OuterRef(OuterRef("translation_key")), alias_of__isnull=True
    )
    return pages.prefetch_related("locale").annotate(
        **{
            TRANSLATION_ID: Subquery(mine.order_by("pk").values("pk")[:1]),
            SOURCE_ID: Subquery(source.order_by("pk").values("pk")[:1]),
            IS_SYNCHRONISED: Exists(
                Translation.objects.filter(source__locale=OuterRef("locale"), **of_page)
            ),
            IS_MISSING: Exists(Locale.objects.exclude(pk__in=written.values("locale"))),
        }
    )


def install() -> None:
    """Have every list and chooser read at once what its rows need. Idempotent."""
    registered = hooks._hooks.get(_HOOK, [])  # noqa: SLF001
    theirs = localize.page_listing_more_buttons
    for place, (one, order) in enumerate(registered):
        if one is theirs:
            registered[place] = (_localize_buttons, order)
    chooser.PageChooserTable = ChooserTable  # type: ignore[assignment, misc]
    annotate = PageListingMixin.annotate_queryset
    if not hasattr(annotate, "__wrapped__"):

        @wraps(annotate)
        def annotated(self: Any, pages: Any) -> Any:
            return with_translations(annotate(self, pages))

        PageListingMixin.annotate_queryset = annotated  # type: ignore[method-assign]


class ChooserTable(chooser.PageChooserTable):
    """The table of a chooser, with the parents of all rows read in one query."""

    def __init__(self, columns: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        rows = list(data)
        paths = {page.path[: -Page.steplen] for page in rows}
        parents = {page.path: page for page in Page.objects.filter(path__in=paths)}
        for page in rows:
            # Where treebeard keeps what ``get_parent`` has found.
            page._cached_parent_obj = parents.get(page.path[: -Page.steplen])  # noqa: SLF001
        super().__init__(columns, rows, *args, **kwargs)


def _localize_buttons(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """The buttons of wagtail-localize, of a listed page without a query."""
    known = page.__dict__
    if IS_MISSING not in known:
        yield from localize.page_listing_more_buttons(page, user, view_name, next_url)
        return
    if page.is_root() or not user.has_perm(permissions.SUBMIT):
        return
    if known[IS_MISSING]:
        address = reverse(
            "wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk]
        )
        yield ListingButton(
            of_localize("Translate this page"), address, priority=60,
            icon_name="wagtail-localize-language",
        )  # fmt: skip
    if known[SOURCE_ID] is not None and known[IS_SYNCHRONISED]:
        address = reverse("wagtail_localize:update_translations", args=[known[SOURCE_ID]])
        query = f"?{urlencode({'next': next_url})}" if next_url is not None else ""
        yield ListingButton(
            of_localize("Sync translated pages"), address + query, priority=60,
            icon_name="resubmit",
        )  # fmt: skip
