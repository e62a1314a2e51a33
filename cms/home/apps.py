"""The Django application of the front page."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Says how front pages are read."""

    name = "cms.home"
    label = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        """Register this domain's type of pages, and what it contributes to a first run."""
        from cms.content.reading import page_types
        from cms.content.reading.page_types import PageType, TextFields
        from cms.home import first_run, models, selectors

        first_run.install()
        page_types.register(
            PageType(
                model=models.HomePage,
                read=selectors.read_home_pages,
                printed=TextFields(
                    texts=("hero_title", "hero_text"),
                    images=("hero_image",),
                    links=("hero_link",),
                    streams=("body",),
                ),
            )
        )
