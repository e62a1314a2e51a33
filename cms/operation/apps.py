"""The Django application of operation."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    """The error pages, and the workers of background tasks."""

    name = "cms.operation"
    label = "operation"

    def ready(self) -> None:
        """Have the lines logged during a task name it."""
        from cms.operation import tasks

        tasks.connect()
