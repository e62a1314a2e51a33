"""The gate for files: who may read what somebody has uploaded.

Everybody may read what ``visibility.public_files`` says is public. Where a privacy setting is on
the collection or on one above it, a reader has to meet each: a password, a login, a group.
Renditions are also for those who may choose or change the image in the admin, which shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from wagtail.documents import get_document_model
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from cms.content import visibility
from cms.content.media.responses import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponseBase

_PASSWORD_TEMPLATE = "wagtaildocs/password_required.html"  # noqa: S105 - a form to enter one
_SEEN_IN_ADMIN = ("change", "choose")


@dataclass(frozen=True, slots=True)
class FileOwner:
    """A row that a file belongs to, and the rights in the admin that let somebody read it, too."""

    row: Any
    stored: StoredFile
    rights: Sequence[str] = ()


def document(pk: int) -> FileOwner | None:
    """A document. One query."""
    return next(iter(_documents(pk=pk)), None)


def rendition(name: str) -> list[FileOwner]:
    """The images a file is a rendition of, or was before their file was replaced. Two queries."""
    return _rendered(name) or _rendered_before(name)


def is_named(row: Any, filename: str) -> bool:
    """True if a document has or had a file of this name. One query at most."""
    if row.filename == filename:
        return True
    names = row.former_files.values_list("name", flat=True)
    return any(name.rpartition("/")[2] == filename for name in names)


def owners(name: str) -> list[FileOwner]:
    """Whatever a file belongs to; nothing where no row names it. At most seven queries.

    By the name of a file that a document had before, the file it has now is found.
    """
    return (
        _rendered(name)
        or list(_images(name, file=name))
        or list(_documents(file=name))
        or [_avatar(name, row) for row in UserProfile.objects.filter(avatar=name).order_by("pk")]
        or _rendered_before(name)
        or list(_images(name, replaced_files__name=name, replaced_files__is_rendition=False))
        or list(_documents(former_files__name=name))
    )


def refusal(request: HttpRequest, owner: FileOwner) -> HttpResponseBase | None:
    """The response instead of a file: a form or the way to the login; ``None``: the file.

    Raises:
        PermissionDenied: somebody is logged in, and may not read it.
    """
    if owner.stored.is_public or _may_see_in_admin(request, owner):
        return None
    if isinstance(owner.row, UserProfile):
        return None if request.user.has_perm("wagtailadmin.access_admin") else _login(request)
    for restriction in owner.row.collection.get_view_restrictions():
        if not restriction.accept_request(request):
            return _form(request, restriction) or _login(request)
    return None


def _judged(rows: QuerySet[Any]) -> QuerySet[Any]:
    is_public = visibility.as_column(visibility.public_files())
    return rows.select_related("collection").annotate(is_public=is_public).order_by("pk")


def _images(name: str, *, rights: Sequence[str] = (), **conditions: Any) -> Iterable[FileOwner]:
    for row in _judged(get_image_model().objects.filter(**conditions)).distinct():
        stored = StoredFile(name, f"{row.pk} {row.file_hash}", row.is_public, is_download=False)
        yield FileOwner(row, stored, rights)


def _rendered(name: str) -> list[FileOwner]:
    return list(_images(name, renditions__file=name, rights=_SEEN_IN_ADMIN))


def _rendered_before(name: str) -> list[FileOwner]:
    conditions = {"replaced_files__name": name, "replaced_files__is_rendition": True}
    return list(_images(name, rights=_SEEN_IN_ADMIN, **conditions))


def _documents(**conditions: Any) -> Iterable[FileOwner]:
    for row in _judged(get_document_model().objects.filter(**conditions)).distinct():
        version = f"{row.pk} {row.file_hash}"
        yield FileOwner(row, StoredFile(row.file.name, version, row.is_public, is_download=True))


def _avatar(name: str, row: UserProfile) -> FileOwner:
    return FileOwner(row, StoredFile(name, str(row.pk), is_public=False, is_download=False))


def _may_see_in_admin(request: HttpRequest, owner: FileOwner) -> bool:
    if not owner.rights or not request.user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(type(owner.row))
    return bool(policy.user_has_any_permission_for_instance(request.user, owner.rights, owner.row))


def _form(request: HttpRequest, restriction: Any) -> HttpResponseBase | None:
    if restriction.restriction_type != CollectionViewRestriction.PASSWORD:
        return None
    back = {"return_url": request.get_full_path()}
    context = {
        "form": PasswordViewRestrictionForm(instance=restriction, initial=back),
        "action_url": reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk]),
    }
    response = TemplateResponse(request, _PASSWORD_TEMPLATE, context)
    add_never_cache_headers(response)
    return response


def _login(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated:
        raise PermissionDenied
    response = redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
    add_never_cache_headers(response)
    return response
