"""The Django application of delivery."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Listens to changes once all models are loaded."""

    name = "cms.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Connect the signals."""
        from cms.delivery import signals

        signals.connect()
