"""Names of revisions of pages, and the revisions kept for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

if TYPE_CHECKING:
    from wagtail.models import Page

LONGEST_NAME = 80


def with_its_page_alone(collector: Any, field: Any, named: Any, using: str) -> None:
    """Have a name deleted with the page of its revision, and the revision not deleted by itself.

    Raises:
        ProtectedError: as for a protected relation, which ``purge_revisions`` passes over.
    """
    origin = collector.origin
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    if model is Revision:
        raise ProtectedError(str(_("The version has a name.")), set(named))
    models.CASCADE(collector, field, named, using)


class NamedRevision(models.Model):
    """The name of a revision, as "as sent to the lawyer", and who gave it."""

    revision = models.OneToOneField(
        Revision,
        on_delete=with_its_page_alone,
        related_name="given_name",
        verbose_name=_("revision"),
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("user"),
    )
    named_at = models.DateTimeField(_("named at"), default=timezone.now)

    # A name is no use of what its revision refers to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("named version")
        verbose_name_plural = _("named versions")

    def __str__(self) -> str:
        return self.name


def of_page(page: Page) -> QuerySet[NamedRevision]:
    """The named versions of a page, the latest draft first."""
    found = NamedRevision.objects.filter(revision__in=page.revisions.all())
    return found.select_related("revision__user", "user").order_by("-revision__created_at", "-pk")


def is_named(revision: Revision) -> bool:
    """True if a revision has a name, so that nothing is written over it. One query."""
    return NamedRevision.objects.filter(revision=revision).exists()
