"""Wagtail's admin API as far as the admin itself uses it, limited to what a user may know.

The menu of pages and the translation editor read pages, images and documents. Nothing uses
``find``, which has no route, nor its actions, of which ``PagesViewSet`` has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, path
from wagtail.admin.api.serializers import (
    AdminPageSerializer,
    PageAncestorsField,
    PageTranslationsField,
)
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page

from cms.content.pages.admin_api import PagesViewSet
from cms.translation.rights.seeing import Sight

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.api.v2.router import WagtailAPIRouter


class _ReadOnly:
    """A list and single objects; nothing else."""

    as_view: Any

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """The routes that are used."""
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            path("<int:pk>/", cls.as_view({"get": "detail_view"}), name="detail"),
        ]


class _VisibleOnly:
    """A field with a list of pages: those that somebody may know."""

    context: dict[str, Any]

    def to_representation(self, page: Page) -> list[Any]:
        shown = super().to_representation(page)  # type: ignore[misc]
        sight = Sight.of(self.context["request"].user)
        pages = Page.objects.filter(sight.pages(), pk__in=[item["id"] for item in shown])
        known = set(pages.values_list("pk", flat=True))
        return [item for item in shown if item["id"] in known]


class _AncestorsField(_VisibleOnly, PageAncestorsField):
    pass


class _TranslationsField(_VisibleOnly, PageTranslationsField):
    pass


class _PageSerializer(AdminPageSerializer):
    ancestors = _AncestorsField(read_only=True)
    translations = _TranslationsField(read_only=True)


class PagesView(_ReadOnly, PagesViewSet):
    """The pages somebody has a right to, with the way to them; single pages they may know."""

    base_serializer_class = _PageSerializer

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """With that of actions, so that one setting enables them."""
        acting = cls.as_view({"post": "action_view"})
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/action/<str:action_name>/", acting, name="action"),
        ]

    def get_base_queryset(self) -> QuerySet[Page]:
        """For a list what is explored; for one page also what is chosen or translated."""
        sight = Sight.of(self.request.user)
        condition = sight.rights() if self.action == "listing_view" else sight.pages()
        known = Page.objects.filter(condition)
        # A search accepts no other condition.
        pages: QuerySet[Page] = Page.objects.filter(pk__in=known.values_list("pk", flat=True))
        return pages


class ImagesView(_ReadOnly, ImagesAdminAPIViewSet):
    """The images somebody may know."""

    def get_queryset(self) -> Any:
        """In the order in which they came."""
        return Sight.of(self.request.user).files(self.model).order_by("id")


class DocumentsView(_ReadOnly, DocumentsAdminAPIViewSet):
    """The documents somebody may know."""

    def get_queryset(self) -> Any:
        """In the order in which they came."""
        return Sight.of(self.request.user).files(self.model).order_by("id")


def register(router: WagtailAPIRouter) -> None:
    """Put these in the place of Wagtail's own."""
    router.register_endpoint("pages", PagesView)
    router.register_endpoint("images", ImagesView)
    router.register_endpoint("documents", DocumentsView)
