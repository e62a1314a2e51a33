"""The Django application of the legal notices."""

from django.apps import AppConfig


class LegalConfig(AppConfig):
    """Says how legal notices are read."""

    name = "cms.legal"
    label = "legal"
    verbose_name = "Legal notices"

    def ready(self) -> None:
        """Register the readers of this domain's pages, and versions as sources of changes.

        Have no changed text published as if it had been in force all the time.
        """
        from cms.content.pages import publishing
        from cms.content.reading import pages
        from cms.delivery.change_feed import feed
        from cms.delivery.invalidation import tracked_models
        from cms.delivery.versions import lifetimes, page_snapshots
        from cms.legal import models, selectors, versions
        from cms.translation.languages import removal

        pages.register(models.LegalIndexPage, selectors.read_index_pages)
        pages.register(models.LegalNoticePage, selectors.read_notice_pages, selectors.showing)
        publishing.register(models.backdating)
        lifetimes.register(selectors.changing_days)
        removal.register(selectors.keeping)
        tracked_models.register(
            versions.LegalNoticeVersion,
            lambda version: (
                page_snapshots.tags_of_opening([version.translation_key])
                if selectors.is_first_in_force(version)
                else page_snapshots.tags_of_content([version.translation_key])
            ),
            lambda version: [
                feed.of_page(face.translation_key, face.code)
                for face in page_snapshots.Face.all_of([version.translation_key])
                if version.is_source or face.code == version.language_code
            ],
        )
