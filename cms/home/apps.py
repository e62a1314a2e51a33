"""The Django application of the front page."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Says how front pages are read."""

    name = "cms.home"
    label = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        """Register the reader of this domain's pages."""
        from cms.content.reading import pages
        from cms.home import models, selectors

        pages.register(models.HomePage, selectors.read_home_pages)
