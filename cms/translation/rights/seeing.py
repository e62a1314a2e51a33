"""The users who may know a title in the admin.

* What readers may see, anybody who enters the admin may know: its public title, not a draft's.
* Drafts, scheduled, expired and private pages, and what a draft of a public page says, are known to
  those with a right to the page: to add, change, publish, delete or lock it or what is below it, or
  to review it. Pages above such a page are the way to it.
* A right to one language or section opens no other. Django's permissions for a kind of snippet are
  of no language: somebody who translates, or has rights to pages of some languages alone, has them
  for the snippets of these languages; others for all.
* Translators know the pages and snippets their translations are made from.
* Images and documents are known to those with a right to their collection or to a page that refers
  to them, and those without privacy where readers see such a page.

``Sight`` is that of one user, and reads what it needs once. Lists use ``pages`` and
``snippets``, URLs and titles of single pages use ``knows`` and ``has_right``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import (
    GroupPagePermission,
    Locale,
    Page,
    ReferenceIndex,
    TranslatableMixin,
)
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from wagtail_localize.models import Translation

from cms.content import visibility
from cms.content.tree import SiteTree
from cms.localisation import newsroom_time
from cms.translation.rights import permissions

if TYPE_CHECKING:
    from django.db.models import QuerySet

_RIGHTS = (
    "add_page",
    "change_page",
    "publish_page",
    "bulk_delete_page",
    "lock_page",
    "unlock_page",
)
_ON_FILES = ("choose", "add", "change", "delete")
_KEPT = "_sight_in_the_admin"


class Sight:
    """The pages, snippets and files one user may know, for the lifetime of a request."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @classmethod
    def of(cls, user: Any) -> Sight:
        """The sight of a user, kept with the object of the user."""
        kept: Sight | None = getattr(user, _KEPT, None)
        if kept is None:
            kept = cls(user)
            setattr(user, _KEPT, kept)
        return kept

    @cached_property
    def sees_all(self) -> bool:
        """True if nothing is kept from the user."""
        return bool(self.user.is_active and self.user.is_superuser)

    # Pages

    @cached_property
    def granted(self) -> list[str]:
        """The tree paths of the pages the user has a right to, with all below each."""
        grants = GroupPagePermission.objects.filter(
            group__user=self.user, permission__codename__in=_RIGHTS
        )
        return sorted(set(grants.values_list("page__path", flat=True)))

    def has_right(self, page: Page) -> bool:
        """True if the user has a right to a page, or reviews it."""
        if self.sees_all or any(page.path.startswith(path) for path in self.granted):
            return True
        return bool(page.permissions_for_user(self.user).can_edit())

    def passes(self, page: Page) -> bool:
        """True if a page is on the way to one the user has a right to."""
        return any(path.startswith(page.path) for path in self.granted)

    def knows(self, page: Page) -> bool:
        """True if the user may know that there is a page, and its title."""
        return (
            self.has_right(page)
            or self.passes(page)
            or self.is_public(page)
            or self.is_source(page)
        )

    def is_public(self, page: Page) -> bool:
        """True if readers may see a page."""
        return page.pk in self._public

    @cached_property
    def _public(self) -> set[int]:
        """The ids of the pages readers may see. Two queries."""
        return set(Page.objects.filter(self._readable()).values_list("pk", flat=True))

    def _readable(self) -> Q:
        """The condition for pages readers may see, of whichever site."""
        closed = SiteTree.load().closed
        shown = visibility.showing(newsroom_time.today())
        return visibility.readable(closed=closed, at=timezone.now()) & shown

    @cached_property
    def translated(self) -> set[int]:
        """The ids of the locales the user translates into."""
        return permissions.languages(self.user)

    def is_source(self, page: Page) -> bool:
        """True if the user translates a page."""
        if not self.translated or not permissions.is_source(page.locale):
            return False
        return bool(self._translations_of(page).exists())

    def _translations_of(self, page: Page) -> QuerySet[Page]:
        return Page.objects.filter(translation_key=page.translation_key, locale__in=self.translated)

    def pages(self) -> Q:
        """The condition for pages the user may know."""
        if self.sees_all:
            return Q()
        return self.rights() | self._sources() | (self._readable() & Q(depth__gt=1))

    def rights(self) -> Q:
        """The condition for pages the user has a right to, and those on the way to them."""
        if self.sees_all:
            return Q()
        above = [
            path[: Page.steplen * level]
            for path in self.granted
            for level in range(1, len(path) // Page.steplen)
        ]
        return self.own_pages() | Q(path__in=above)

    def own_pages(self) -> Q:
        """The condition for pages the user has a right to, without those on the way to them."""
        if self.sees_all:
            return Q()
        condition = Q(pk__in=[])
        for path in self.granted:
            condition |= Q(path__startswith=path)
        return condition

    def _sources(self) -> Q:
        source = self._source_locale
        if not self.translated or source is None:
            return Q(pk__in=[])
        keys = Page.objects.filter(locale__in=self.translated).values("translation_key")
        return Q(locale=source, translation_key__in=keys)

    @cached_property
    def _source_locale(self) -> Locale | None:
        return next(filter(permissions.is_source, Locale.objects.all()), None)

    # Snippets

    @cached_property
    def languages(self) -> set[int] | None:
        """The ids of the locales the user works in; ``None``: no language is kept from them."""
        if self.sees_all or any(len(path) == Page.steplen for path in self.granted):
            return None
        pages = Page.objects.filter(path__in=self.granted)
        locale_ids = self.translated | set(pages.values_list("locale", flat=True))
        return locale_ids or None

    def works_with(self, snippet: Any) -> bool:
        """True if the user has a right to a snippet, in its language, or reviews it."""
        if self.may_list(type(snippet)) and self.works_in(snippet):
            return True
        return permissions.reviews(self.user, snippet)

    def may_list(self, model: type[Any]) -> bool:
        """True if the user has a right to some things of a kind."""
        return policy_registry.get_by_type(model).user_has_any_permission(
            self.user, {"view", "add", "change", "delete", "publish"}
        )

    def works_in(self, snippet: Any) -> bool:
        """True if a snippet is in a language the user works in; what isn't translated always is."""
        if self.languages is None or not isinstance(snippet, TranslatableMixin):
            return True
        return snippet.locale_id in self.languages

    def own_snippets(self, model: type[Any]) -> QuerySet[Any]:
        """The snippets of a kind that the user has a right to."""
        snippets = model._default_manager.all()
        if not self.may_list(model):
            return snippets.none()
        if self.languages is None or not issubclass(model, TranslatableMixin):
            return snippets
        return snippets.filter(locale__in=self.languages)

    def snippets(self, model: type[Any]) -> QuerySet[Any]:
        """The snippets of a kind that the user may know: theirs, and public ones.

        Translators also know what theirs are made from.
        """
        snippets = model._default_manager.all()
        if self.sees_all:
            return snippets
        if not issubclass(model, TranslatableMixin):
            return self.own_snippets(model)
        known = Q(pk__in=self.own_snippets(model).order_by().values("pk")) | Q(live=True)
        if self.translated and self._source_locale is not None and self.may_list(model):
            theirs = Translation.objects.filter(
                source__object_id=OuterRef("translation_key"),
                source__locale=OuterRef("locale"),
                target_locale__in=self.translated,
            )
            known |= Q(locale=self._source_locale) & Q(Exists(theirs))
        return snippets.filter(known)

    # Objects about a page or snippet

    def objects(self, *, content_type: str = "content_type", object_id: str = "object_id") -> Q:
        """The condition for rows about a snippet the user has a right to, or about another thing.

        Args:
            content_type: the column that holds the kind of the thing.
            object_id: the one that holds its id as text.
        """
        hidden = Q(pk__in=[])
        for model in _translated_snippets() if self.languages is not None else ():
            kind = ContentType.objects.get_for_model(model)
            theirs = self.own_snippets(model).order_by()
            ids = theirs.annotate(as_text=Cast("pk", CharField())).values("as_text")
            hidden |= Q(**{content_type: kind}) & ~Q(**{f"{object_id}__in": ids})
        return ~hidden

    # Files

    def own_files(self, model: type[Any]) -> QuerySet[Any]:
        """The images or documents of collections the user has a right to."""
        policy = policy_registry.get_by_type(model)
        files: QuerySet[Any] = policy.instances_user_has_any_permission_for(self.user, _ON_FILES)
        return files.order_by()

    def files(self, model: type[Any]) -> QuerySet[Any]:
        """The images or documents the user may know."""
        files = model._default_manager.all()
        if self.sees_all:
            return files
        known = (
            Q(pk__in=self.own_files(model).values("pk"))
            | Q(pk__in=_used(model, self.rights() | self._sources()))
            | (Q(pk__in=_used(model, self.pages())) & visibility.public_files())
        )
        # A search accepts no other condition.
        return files.filter(pk__in=files.filter(known).order_by().values_list("pk", flat=True))


def _used(model: type[Any], pages: Q) -> list[int]:
    """The ids of the images or documents that some pages refer to."""
    users = Page.objects.filter(pages).order_by().annotate(as_text=Cast("pk", CharField()))
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=users.values("as_text"),
    )
    return [int(pk) for pk in references.values_list("to_object_id", flat=True).distinct()]


def _translated_snippets() -> list[type[Any]]:
    return [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]
