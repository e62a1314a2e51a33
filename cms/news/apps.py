"""The Django application of the news."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Says how news pages are read."""

    name = "cms.news"
    label = "news"
    verbose_name = "News"

    def ready(self) -> None:
        """Register the readers of this domain's pages."""
        from cms.content import pages
        from cms.news import models, selectors

        pages.register(models.NewsIndexPage, selectors.read_index_pages)
        pages.register(models.NewsPage, selectors.read_news_pages)
