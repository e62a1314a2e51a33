"""The changes of a request in the database, and who may make them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page, TranslatableMixin

from cms.operation.models import JobStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

    from tests.translation.admin_world import World

Row = dict[str, Any]
# By table and key.
Rows = dict[str, dict[Any, Row]]
# Tables that follow from other changes, or record every request.
_FOLLOWS = (
    "delivery_", "django_session", "django_tasks", "wagtailsearch_", "wagtailcore_referenceindex",
    "wagtailcore_modellogentry", "wagtailcore_pagelogentry", "django_migrations",
    "content_formerdocumentfile", "content_imageplaceholder", "content_replacedfile",
    "accounts_auditentry", "axes_", "translation_pagetextstate",
    "wagtail_localize_translatableobject", "wagtailimages_rendition",
)  # fmt: skip
# Tables of one user, by the column of the user.
_OF_USERS = {
    "auth_user": "id",
    "account_emailaddress": "user_id",
    "mfa_authenticator": "user_id",
    "wagtailusers_userprofile": "user_id",
    "wagtailadmin_editingsession": "user_id",
    "translation_translationupload": "user_id",
    "operation_job": "user_id",
    "translation_translationdigest": "user_id",
    "wagtailcore_uploadedfile": "uploaded_by_user_id",
    "content_redirectimport": "user_id",
}
# Tables whose rows some may all change; a prefix of a name covers all that begin with it.
_OF_PROFILES = {
    "clerk": (
        "wagtailcore_workflow", "wagtailcore_task", "wagtailcore_groupapprovaltask",
        "wagtailcore_site", "wagtailcore_locale", "wagtailredirects_redirect",
        "sitewide_sitewidesettings", "translation_translatorgroup", "auth_group",
        "wagtail_localize_localesync",
    ),
    "editor": (
        "translation_glossaryterm", "wagtail_localize_string", "taggit_",
        "wagtail_localize_template", "wagtail_localize_translationcontext",
        "wagtailredirects_redirect",
    ),
    "translator": ("wagtail_localize_string",),
}  # fmt: skip
_LANGUAGES = {"translator": "zh-hans", "french": "fr", "editor": "en", "lawyer": "en"}


@dataclass(frozen=True)
class Change:
    """A row that was written, changed or deleted; ``before`` is what all tables held."""

    table: str
    row: Row
    is_new: bool
    before: Rows

    def __str__(self) -> str:
        return f"{self.table} {next(iter(self.row.values()))}{' new' if self.is_new else ''}"

    def is_theirs(self, world: World, who: str) -> bool:
        """True if this profile may make the change."""
        if self.row.get(_OF_USERS.get(self.table, "")) == world.users[who].pk:
            return True
        if self.table.startswith(_OF_PROFILES.get(who, ("-",))):
            return True
        if self.row.get("collection_id") is not None:
            return who == "editor" and self.row["collection_id"] == world.values["collection"]
        return who in _LANGUAGES and self._is_in(world, who, _LANGUAGES[who])

    def _is_in(self, world: World, who: str, language: str) -> bool:
        """True if it is about something in the language, or the section, of a profile.

        Copies of a source in another language are included.
        """
        thing = self._thing(self.table, self.row)
        if thing is None:
            return False
        if who == "lawyer":
            section = self.before["wagtailcore_page"][world.values["legal"]]
            return str(thing.get("path", "")).startswith(section["path"])
        codes = {self._code(thing["locale_id"])}
        if who == "editor" and thing.get("source_id"):
            source = self._get("wagtail_localize_translationsource", thing["source_id"]) or {}
            codes.add(self._code(source["locale_id"]))
        if who == "editor" and "translation_key" in thing:
            codes |= {
                self._code(row["locale_id"])
                for rows in self.before.values()
                for row in rows.values()
                if row.get("translation_key") == thing["translation_key"] and "locale_id" in row
            }
        return language in codes

    def _code(self, pk: int) -> str:
        return str(self.before["wagtailcore_locale"][pk]["language_code"])

    def _thing(self, table: str, row: Row) -> Row | None:
        """The row of the page or snippet, or one with the language, that a row is about."""
        model = _model(table)
        if issubclass(model, TranslatableMixin) and not issubclass(model, Page):
            return row
        for column in ("target_locale_id", "locale_id"):
            if row.get(column) is not None and not issubclass(model, Page):
                return {"locale_id": row[column], "source_id": row.get("source_id")}
        owner, pk = self._owner(model, row)
        result = self._get(owner, pk) if owner else None
        return (
            result if result is None or owner == "wagtailcore_page" else self._thing(owner, result)
        )

    def _owner(self, model: type[Model], row: Row) -> tuple[str, Any]:
        """The table and the key of what a row is of; for a page, itself."""
        if issubclass(model, Page):
            return "wagtailcore_page", row.get("id", row.get("page_ptr_id"))
        if model is JobStep:
            return "wagtailcore_page", row["object_id"]
        if row.get("object_id") is not None and row.get("base_content_type_id"):
            kind: Any = ContentType.objects.get_for_id(row["base_content_type_id"]).model_class()
            return kind._meta.db_table, int(row["object_id"])
        of = next((column for column in _OWNERS if row.get(column) is not None), None)
        return (_OWNERS[of], row[of]) if of else ("", None)

    def _get(self, table: str, pk: Any) -> Row | None:
        result = self.before.get(table, {}).get(pk)
        return result or _table(table, str(_model(table)._meta.pk.column)).get(pk)


# The row that a row belongs to.
_OWNERS = {
    "page_id": "wagtailcore_page",
    "workflow_state_id": "wagtailcore_workflowstate",
    "translation_id": "wagtail_localize_translation",
    "source_id": "wagtail_localize_translationsource",
    "revision_id": "wagtailcore_revision",
}


@cache
def _model(table: str) -> type[Model]:
    models = apps.get_models(include_auto_created=True)
    return next(model for model in models if model._meta.db_table == table)


def rows() -> Rows:
    """All rows of all tables of models."""
    return {
        model._meta.db_table: _table(model._meta.db_table, str(model._meta.pk.column))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.db_table.startswith(_FOLLOWS)
    }


def _table(name: str, key: str) -> dict[Any, Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608
        columns = [column[0] for column in cursor.description]
        results = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return {row[key]: row for row in results}


def differences(before: Rows) -> Iterator[Change]:
    """The changes since, row by row."""
    after = rows()
    for table, old in before.items():
        new = after[table]
        if old == new:
            continue
        for key in old.keys() | new.keys():
            if old.get(key) != new.get(key):
                yield Change(table, old.get(key) or new[key], key not in old, before)
