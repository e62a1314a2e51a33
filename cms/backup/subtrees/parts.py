"""The tables that belong to a subtree, and the identity of a row in any installation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import OneToOneField
from modelcluster.fields import ParentalKey
from wagtail.models import TranslatableMixin

if TYPE_CHECKING:
    from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Part:
    """A table.

    Attributes:
        label: label of its model.
        identity: columns that identify a row once its references are replaced; without any, a row
            is new where the row it belongs to is.
        owner: the column that says which row it belongs to.
        owned: label of the model of that row.
    """

    label: str
    identity: tuple[str, ...] = ()
    owner: str = ""
    owned: str = ""

    @property
    def model(self) -> type[Model]:
        """The model."""
        return apps.get_model(self.label)


PAGE = "wagtailcore.Page"
IMAGE, DOCUMENT = "wagtailimages.Image", "wagtaildocs.Document"
REVISION = "wagtailcore.Revision"
_TRANSLATED = ("translation_key", "locale_id")
_SOURCE = "wagtail_localize.TranslationSource"
# What is named by others and found by name in the other installation, never made there.
NAMED: dict[str, tuple[str, ...]] = {
    "wagtailcore.Locale": ("language_code",),
    "contenttypes.ContentType": ("app_label", "model"),
    "auth.User": ("username",),
    "auth.Group": ("name",),
    "wagtailcore.Site": ("hostname", "port"),
    "wagtailcore.Collection": ("name",),
}
# In an order in which each refers to those before it; ids are given before rows are written, so
# pages and their revisions may refer to each other.
_FILES = (
    Part(IMAGE, ("file_hash",)),
    Part("content.ImagePlaceholder", owner="image_id", owned=IMAGE),
    Part(DOCUMENT, ("file_hash",)),
)
_REST = (
    Part(PAGE, _TRANSLATED),
    Part(REVISION),
    Part("wagtailcore.PageLogEntry", owner="page_id", owned=PAGE),
    Part("wagtailcore.PageViewRestriction", owner="page_id", owned=PAGE),
    Part(
        "wagtailcore.PageViewRestriction_groups",
        owner="pageviewrestriction_id",
        owned="wagtailcore.PageViewRestriction",
    ),
    Part("wagtailredirects.Redirect", ("old_path", "site_id")),
    Part("legal.LegalNoticeVersion", ("translation_key", "language_code", "number")),
    Part("legal.LegalNoticeWithdrawal", ("translation_key", "language_code", "published_at")),
    Part("translation.GlossaryTerm", ("source_locale_id", "target_locale_id", "term")),
    Part("translation.PageTextState", _TRANSLATED),
    Part("wagtail_localize.TranslatableObject", ("translation_key",)),
    Part("wagtail_localize.TranslationContext", ("object_id", "path_id")),
    Part("wagtail_localize.String", ("locale_id", "data_hash")),
    Part("wagtail_localize.Template", ("uuid",)),
    Part(_SOURCE, ("object_id", "locale_id")),
    Part("wagtail_localize.Translation", ("source_id", "target_locale_id")),
    Part("wagtail_localize.TranslationLog", owner="source_id", owned=_SOURCE),
    Part("wagtail_localize.StringTranslation", ("locale_id", "translation_of_id", "context_id")),
    Part("wagtail_localize.SegmentOverride", ("locale_id", "context_id")),
    Part("wagtail_localize.StringSegment", owner="source_id", owned=_SOURCE),
    Part("wagtail_localize.TemplateSegment", owner="source_id", owned=_SOURCE),
    Part("wagtail_localize.RelatedObjectSegment", owner="source_id", owned=_SOURCE),
    Part("wagtail_localize.OverridableSegment", owner="source_id", owned=_SOURCE),
    Part(
        "translation.TextComment",
        owner="translation_id",
        owned="wagtail_localize.Translation",
    ),
)


def parts() -> list[Part]:
    """All of them, those of extensions' snippets too."""
    return [*_FILES, *(Part(label, _TRANSLATED) for label in snippets()), *_REST]


def snippets() -> list[str]:
    """The labels of what is translated and isn't a page, in alphabetical order."""
    page = apps.get_model(PAGE)
    return sorted(
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin)
        and not issubclass(model, page)
        and not isinstance(model._meta.pk, OneToOneField)
        and not _is_child(model)
    )


def _is_child(model: type[Model]) -> bool:
    return any(isinstance(field, ParentalKey) for field in model._meta.local_concrete_fields)


def page_tables() -> list[type[Model]]:
    """The tables of kinds of pages, each after the one it extends; of extensions too."""
    page = apps.get_model(PAGE)
    found = [model for model in apps.get_models() if issubclass(model, page) and model is not page]
    return sorted(found, key=lambda model: (len(model._meta.get_parent_list()), model._meta.label))


def child_tables() -> list[tuple[type[Model], Any]]:
    """The tables whose rows are parts of a page, each with the column that names the page."""
    page = apps.get_model(PAGE)
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, ParentalKey)
        and issubclass(field.related_model, page)
        and model._meta.app_label != "wagtailcore"
    ]
