"""The Django application of the legal notices."""

from django.apps import AppConfig


class LegalConfig(AppConfig):
    """Says how legal notices are read."""

    name = "cms.legal"
    label = "legal"
    verbose_name = "Legal notices"

    def ready(self) -> None:
        """Register this domain's types of pages.

        No changed text is published as if it had been in force all the time.
        """
        from cms.content.pages import planned_dates
        from cms.content.pages.first_run import lists
        from cms.content.reading import page_types
        from cms.content.reading.page_types import PageType, ShownRows, TextFields
        from cms.delivery.versions import page_snapshots
        from cms.legal import models, planned_days, selectors, versions

        planned_dates.register(planned_days.EFFECTIVE)
        lists.install(models.LegalIndexPage, "legal", "Legal notices")
        of_versions = ShownRows(
            model=versions.LegalNoticeVersion,
            tags=lambda version: (
                page_snapshots.tags_of_opening([version.translation_key])
                if selectors.is_first_in_force(version)
                else page_snapshots.tags_of_content([version.translation_key])
            ),
            shown_on=lambda version: [
                (face.translation_key, face.code)
                for face in page_snapshots.PageSnapshot.all_of([version.translation_key])
                if version.is_source or face.code == version.language_code
            ],
        )
        page_types.register(
            PageType(
                model=models.LegalIndexPage,
                read=selectors.read_index_pages,
                printed=TextFields(texts=("introduction",)),
            ),
            PageType(
                model=models.LegalNoticePage,
                read=selectors.read_notice_pages,
                printed=TextFields(streams=("body",)),
                showing=selectors.showing,
                change_times=selectors.changing_days,
                rows=(of_versions,),
                refusal=models.objection,
                language_blockers=selectors.language_blockers,
            ),
        )
