"""The Django application of what every page shows."""

from django.apps import AppConfig


class SitewideConfig(AppConfig):
    """Identity, header and footer."""

    name = "cms.sitewide"
    label = "sitewide"
    verbose_name = "Sitewide"

    def ready(self) -> None:
        """Register header, footer and their setting as sources of changes, and a first run."""
        from cms.content.caching import cache_tags
        from cms.delivery.change_feed import feed
        from cms.delivery.invalidation import tracked_models
        from cms.sitewide import first_run, models

        first_run.install()
        tracked_models.register(
            models.Sitewide,
            lambda row: [cache_tags.SITEWIDE] if row.live else [],
            lambda row: [
                feed.sitewide(chosen.site_id)
                for chosen in models.SitewideSettings.objects.filter(
                    sitewide__translation_key=row.translation_key
                )
            ],
        )
        tracked_models.register(
            models.SitewideSettings,
            lambda _row: [cache_tags.SITEWIDE],
            lambda row: [feed.sitewide(row.site_id)],
        )
