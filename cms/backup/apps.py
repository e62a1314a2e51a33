"""The Django application of backups."""

from django.apps import AppConfig


class BackupConfig(AppConfig):
    """Carries no models: commands."""

    name = "cms.backup"
    label = "backup"
