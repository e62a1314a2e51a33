"""The pages that were imported, so that an import can be repeated."""

from django.db import models


class ImportedPage(models.Model):
    """A page and what it was made of.

    ``origin`` names the other site, ``key`` the page there. ``fingerprint`` is a digest of what was
    read there, ``written`` one of what was written here, both as of the last import: what differs
    from them has changed since. ``page`` is ``None`` once somebody has deleted the page here.
    """

    # Nothing an editor could see or remove on the page that says where a page is used.
    wagtail_reference_index_ignore = True

    origin = models.CharField(max_length=100)
    key = models.CharField(max_length=400)
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    fingerprint = models.CharField(max_length=64)
    written = models.CharField(max_length=64)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "imported page"
        verbose_name_plural = "imported pages"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "key"], name="a_page_of_an_origin_is_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin}: {self.key}"
