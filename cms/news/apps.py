"""The Django application of the news."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Says how news pages are read, and what changes of their terms mean."""

    name = "cms.news"
    label = "news"
    verbose_name = "News"

    def ready(self) -> None:
        """Register the readers of this domain's pages, and what changes of its terms reach."""
        from cms.content import pages
        from cms.delivery import indexing, sources
        from cms.news import models, selectors

        pages.register(models.NewsIndexPage, selectors.read_index_pages)
        pages.register(models.NewsPage, selectors.read_news_pages)
        sources.register(models.NewsCategory, sources.term_tags, sources.on_every_page)
        sources.register(models.NewsTag, sources.term_tags, sources.on_every_page)
        indexing.register(models.NewsCategory, selectors.sorted_by_category)
        indexing.register(models.NewsTag, selectors.sorted_by_tag)
        indexing.register(models.NewsPageTag, selectors.with_row)
