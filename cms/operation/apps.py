"""The Django application of operation."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    """The error pages, and the workers of background tasks."""

    name = "cms.operation"
    label = "operation"

    def ready(self) -> None:
        """Have the lines logged during a task name it, and tell the doctor what to ask."""
        from cms.operation import reporting, tasks
        from cms.operation.doctor import files, queue, services

        tasks.connect()
        reporting.start()
        for checks in (services, files, queue):
            checks.register_all()
