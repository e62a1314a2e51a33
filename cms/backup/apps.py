"""The Django application of backups."""

from django.apps import AppConfig


class BackupConfig(AppConfig):
    """Carries no models: commands, and what the scheduler prunes each day."""

    name = "cms.backup"
    label = "backup"

    def ready(self) -> None:
        """Have what is old pruned."""
        from cms.backup import daily, retention
        from cms.delivery.publishing import schedule

        retention.register()
        schedule.register("pruning", daily.prune)
