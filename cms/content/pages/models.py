"""The abstract models the domains build on, and what is kept of images for reading them."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets import SlugInput
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    Page,
    PagePermissionTester,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search.index import SearchField

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

from cms.content.pages import aliases, limits, permissions, preview_urls, saving, slugs
from cms.content.pages.forms import LocalisedPageForm, TermForm
from cms.content.pages.named_revisions.models import is_named
from cms.content.pages.title_field import TitleInput
from cms.content.search.admin_search import TokenText
from cms.content.search.indexed_text import searched_tokens
from cms.database import known_rows


class Rehearsal(NamedTuple):
    """A publication that is rolled back: its moment, and what saves the page's child rows."""

    at: datetime
    save_children: Callable[[], None]


class IndependentField(BaseTranslatableField):
    """A field that each translation keeps for itself: neither translated nor copied."""


class TermField(TranslatableField):
    """A foreign key to a translatable snippet, which leads where that of the source leads.

    To the snippet's translation if there is one, else to the snippet in the source language: never
    to what the source led to before, and nowhere where the source leads nowhere.
    """

    def is_synchronized(self, obj: Any) -> bool:
        """Copy the key first; the translated snippet is put in its place after that."""
        return True

    def is_overridable(self, obj: Any) -> bool:
        """Not for a translator to change."""
        return False


class LocalisedPage(Page):
    """A page that is read on the frontend, at one path in every language.

    The slug is the same in all languages, so a reader who changes the language stays on the page.
    """

    # True: unpublishing the page in its source language unpublishes its translations.
    withdraws_translations: ClassVar[bool] = False
    # Whether an editor may say otherwise when withdrawing one.
    may_keep_translations: ClassVar[bool] = False
    # Whether a translation may only be published when no text is missing from it.
    is_translated_as_a_whole: ClassVar[bool] = False
    # Texts that say what a synchronised field holds, by the name of that.
    described_by: ClassVar[dict[str, str]] = {}
    # So that its path, made of two slugs and a language, can be redirected from.
    longest_slug: ClassVar[int] = 60
    # Set while a draft is read as if it were published: what is saved then doesn't remain.
    rehearsal: ClassVar[Rehearsal | None] = None

    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        SynchronizedField("slug", overridable=False)
    ]

    base_form_class: Any = LocalisedPageForm
    # Set by ``cms.content.pages.copy_form``.
    copy_form_class: ClassVar[Any]

    # Wagtail's own annotations leave no room for panels of other kinds, nor for a number.
    content_panels: list[Any] = [TitleFieldPanel("title", widget=TitleInput)]
    max_count_per_parent: Any = None
    promote_panels: list[Any] = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text=_("The last part of the URL, the same in every language."),
                ),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("URL and search engines"),
        ),
    ]

    search_fields: list[Any] = [*Page.search_fields, SearchField("searched_tokens")]

    class Meta:
        abstract = True

    def own_fields_of_copies(self) -> list[str]:
        """The fields a copy has of its own, as a new page has them, besides its publication."""
        return []

    def begin_as_own_page(self) -> list[str]:
        """Change what can't stay when a mirror of another page becomes a page: which fields."""
        return []

    def searched_tokens(self) -> TokenText:
        """All text of the page as the search index keeps it."""
        return searched_tokens(self)

    def search_terms(self) -> list[str]:
        """The words the page is found by besides its own text: what every reader of it may see.

        Where another row changes them, the type of the page says so in ``ShownRows.found_by``.
        """
        return []

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, as a draft where the page must not be live; every way of publishing ends here."""
        if self.rehearsal:
            self._save_rehearsed(self.rehearsal, *args, **kwargs)
            return
        saving.forget_same_children(self, kwargs.get("update_fields"))
        with aliases.kept_right(self, kwargs):
            super().save(*args, **kwargs)

    def _save_rehearsed(self, rehearsal: Rehearsal, *args: Any, **kwargs: Any) -> None:
        """Save an unfinished draft too, as published at the moment of the rehearsal.

        So that one look always gets the same answer.
        """
        if self.live and self.first_published_at == self.last_published_at:
            self.first_published_at = rehearsal.at
        self.last_published_at = rehearsal.at
        super().save(*args, **kwargs | {"clean": False})
        rehearsal.save_children()

    def save_revision(self, *args: Any, **options: Any) -> Revision:
        """Keep the draft as a revision: a new one if the one to be written over has a name."""
        written_over: Revision | None = options.get("overwrite_revision")
        if written_over is not None and is_named(written_over):
            # One that isn't the latest is left to Wagtail, which refuses.
            is_latest = written_over == self.get_latest_revision()
            options["overwrite_revision"] = None if is_latest else written_over
        saved: Revision = super().save_revision(*args, **options)
        return saved

    def update_aliases(self, **options: Any) -> None:
        """Publish the aliases of a page that is live with its text; others wait for that.

        Wagtail asks for it with every publication, and with those for a later time.
        """
        # Of an alias of an alias it asks the one from before.
        if Page.objects.filter(pk=self.pk, live=True).exists():
            super().update_aliases(**options)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """The rights of a user on the page."""
        return permissions.of_page(user, self)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate a page that is live or goes live."""
        self._find_lost_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Validate a draft."""
        self._find_lost_slug()
        super().minimal_clean()
        self._check_bounds()

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Validate each field, without asking for rows that are known to be there."""
        super().clean_fields(exclude=saving.names_of_known(self) | set(exclude or ()))

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """Look for other pages with what must be one page's own."""
        by_code = set() if self._state.adding else saving.UNIQUE_BY_CODE
        super().validate_unique(exclude=by_code | set(exclude or ()))

    @classmethod
    def from_serializable_data(
        cls, data: Mapping[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Any:
        """The page of a draft. What it refers to is looked up together, not row by row.

        Where something is gone modelcluster finds out what, and leaves that out.
        """
        is_whole = check_fks and known_rows.all_exist(cls, data)
        page = super().from_serializable_data(
            data, check_fks=check_fks and not is_whole, strict_fks=strict_fks
        )
        if is_whole and page is not None:
            saving.note_found(page)
        return page

    def clean(self) -> None:
        """Refuse what fits into its own field, and not into what is made of it."""
        super().clean()
        self._check_bounds()

    def _check_bounds(self) -> None:
        limits.check_dates(self)
        limits.check_texts(self)
        limits.check_slug(self.slug, self.longest_slug)

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        """A slug that is free, made from the title."""
        language = self.locale.language_code if self.locale_id else ""
        base_slug = slugs.slug_of(self.title, language) or base_slug
        longest = self.longest_slug - limits.LONGEST_SUFFIX
        slug: str = super()._get_autogenerated_slug(base_slug[:longest].rstrip("-"))
        return slug

    def _find_lost_slug(self) -> None:
        """Give a translation without a slug the one of its source, before its title makes one.

        The translation interface throws away slugs that aren't Latin.
        """
        if not self.slug:
            siblings = type(self)._default_manager.filter(translation_key=self.translation_key)
            other = siblings.exclude(locale_id=self.locale_id).order_by("pk").first()
            self.slug = other.slug if other else ""

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """The site, the origin of the frontend, and the path there: ``/zh-hans/news/``.

        Never depends on the language or the host of a request.
        """
        roots = self._get_relevant_site_root_paths(request)
        if not roots:
            return None
        site_id, root_path, root_url, _language_code = roots[0]
        path = f"/{self.locale.language_code}/{self.url_path[len(root_path) :]}"
        return site_id, settings.FRONTEND_URL or root_url, path

    def _get_dummy_header_url(self, original_request: Any = None) -> str | None:
        """The URL as a request holds it, for the one a preview is made with."""
        url = super()._get_dummy_header_url(original_request)
        return iri_to_uri(url)

    def serve_preview(self, request: Any, _mode_name: str) -> HttpResponse:
        """Lead to this draft on the frontend."""
        url = preview_urls.preview_url(
            self, user=request.user, is_in_panel=getattr(request, "in_preview_panel", False)
        )
        if url is None:
            message = _("This page can't be shown: it is not part of any site.")
            return HttpResponse(message, content_type="text/plain; charset=utf-8", status=404)
        response = HttpResponseRedirect(url)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response


class PageChild(Orderable):
    """A row that belongs to a page, in the editor's order, and is saved with it."""

    class Meta(Orderable.Meta):
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Validate each field, without asking for rows that were just read."""
        super().clean_fields(exclude=known_rows.names_in_memory(self) | set(exclude or ()))


# What is of one snippet and not of a new translation of it: when it was published, who locked it.
OWN_FIELDS = [
    "live_revision", "first_published_at", "last_published_at", "locked", "locked_at", "locked_by",
]  # fmt: skip


class Snippet(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin):
    """Content besides the pages: drafted, reviewed, locked and translated as they are."""

    exclude_fields_in_copy = OWN_FIELDS

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def clean(self) -> None:
        """Refuse dates that can't be expressed in every time zone, and broken characters."""
        super().clean()
        limits.check_dates(self)
        limits.check_texts(self)


class Term(Snippet):
    """A word that sorts pages: one name for each language, one slug for all."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(
        _("slug"),
        max_length=60,
        help_text=_("Used in URLs and queries, the same in every language."),
    )

    base_form_class: Any = TermForm
    override_translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        SynchronizedField("slug", overridable=False)
    ]
    panels = [
        TitleFieldPanel("name", classname="", placeholder=False, required_on_save=True),
        FieldPanel("slug", widget=SlugInput(attrs={"data-w-slug-allow-unicode-value": "false"})),
    ]

    class Meta(Snippet.Meta):
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def published_names(cls, ids: Collection[int], *, locale_id: int) -> list[str]:
        """The names of some terms as readers of a language see them, in no order.

        One query, or none without terms.
        That of the translation, where it is published, else the term's own, where that is.
        """
        if not ids:
            return []
        keys = cls._default_manager.filter(pk__in=ids).order_by().values("translation_key")
        rows = cls._default_manager.filter(
            Q(locale_id=locale_id) | Q(pk__in=ids), translation_key__in=keys, live=True
        ).values_list("translation_key", "locale_id", "name")
        names: dict[object, str] = {}
        for key, own_locale_id, name in rows:
            if own_locale_id == locale_id or key not in names:
                names[key] = name
        return list(names.values())

    def clean(self) -> None:
        """Give a term without a slug that of its name; refuse one another term here has."""
        super().clean()
        if not self.slug:
            self.slug = slugs.slug_of(self.name, self.locale.language_code, allow_unicode=False)
        if not self.slug:
            # A name without letters has none.
            field: Any = self._meta.get_field("slug")
            raise ValidationError({"slug": field.error_messages["blank"]})
        namesakes = type(self)._default_manager.filter(locale_id=self.locale_id, slug=self.slug)
        if namesakes.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("Another entry has this slug already.")})
