"""The Django application of the news."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Says how news pages are read, and what changes of their terms mean."""

    name = "cms.news"
    label = "news"
    verbose_name = "News"

    def ready(self) -> None:
        """Register this domain's types of pages, and what changes of its terms reach."""
        from cms.content.pages.first_run import lists
        from cms.content.reading import page_types
        from cms.content.reading.page_types import PageType, ShownRows, TextFields
        from cms.delivery.invalidation.tracked_models import term_tags
        from cms.news import models, selectors

        lists.install(models.NewsIndexPage, "news", "News")
        categories = ShownRows(
            model=models.NewsCategory,
            tags=term_tags,
            are_on_every_page=True,
            found_by=selectors.sorted_by_category,
        )
        tags = ShownRows(
            model=models.NewsTag,
            tags=term_tags,
            are_on_every_page=True,
            found_by=selectors.sorted_by_tag,
        )
        page_types.register(
            PageType(
                model=models.NewsIndexPage,
                read=selectors.read_index_pages,
                printed=TextFields(texts=("introduction",)),
            ),
            PageType(
                model=models.NewsPage,
                read=selectors.read_news_pages,
                printed=TextFields(texts=("summary",), images=("lead_image",), streams=("body",)),
                listed_by=("publication_date", "category_id"),
                rows=(
                    categories,
                    tags,
                    ShownRows(model=models.NewsPageTag, found_by=selectors.with_row),
                ),
            ),
        )
