"""The Django application of what every page shows."""

from django.apps import AppConfig


class SitewideConfig(AppConfig):
    """Identity, header and footer."""

    name = "cms.sitewide"
    label = "sitewide"
    verbose_name = "Sitewide"

    def ready(self) -> None:
        """Register header, footer and their setting as sources of changes."""
        from cms.content import dependencies
        from cms.delivery import changes, sources
        from cms.sitewide import models

        sources.register(
            models.Sitewide,
            lambda row: [dependencies.SITEWIDE] if row.live else [],
            lambda row: [
                changes.sitewide(chosen.site_id)
                for chosen in models.SitewideSettings.objects.filter(
                    sitewide__translation_key=row.translation_key
                )
            ],
        )
        sources.register(
            models.SitewideSettings,
            lambda _row: [dependencies.SITEWIDE],
            lambda row: [changes.sitewide(row.site_id)],
        )
