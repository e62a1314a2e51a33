"""The Django application of the news."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Says how news pages are read, and what changes of their terms mean."""

    name = "cms.news"
    label = "news"
    verbose_name = "News"

    def ready(self) -> None:
        """Register the readers of this domain's pages, and what changes of its terms reach."""
        from cms.content.reading import pages
        from cms.delivery.invalidation import search_index, tracked_models
        from cms.news import models, selectors

        pages.register(models.NewsIndexPage, selectors.read_index_pages)
        pages.register(models.NewsPage, selectors.read_news_pages)
        tracked_models.register(
            models.NewsCategory, tracked_models.term_tags, tracked_models.on_every_page
        )
        tracked_models.register(
            models.NewsTag, tracked_models.term_tags, tracked_models.on_every_page
        )
        search_index.register(models.NewsCategory, selectors.sorted_by_category)
        search_index.register(models.NewsTag, selectors.sorted_by_tag)
        search_index.register(models.NewsPageTag, selectors.with_row)
