"""The Django application of the legal notices."""

from django.apps import AppConfig


class LegalConfig(AppConfig):
    """Says how legal notices are read."""

    name = "cms.legal"
    label = "legal"
    verbose_name = "Legal notices"

    def ready(self) -> None:
        """Register the readers of this domain's pages."""
        from cms.content import pages
        from cms.legal import models, selectors

        pages.register(models.LegalIndexPage, selectors.read_index_pages)
        pages.register(models.LegalNoticePage, selectors.read_notice_pages, selectors.showing)
