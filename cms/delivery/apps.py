"""The Django application of delivery."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Listens to changes once all models are loaded."""

    name = "cms.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Connect the signals, and say where drafts are shown."""
        from cms.content import previewing
        from cms.delivery import previews, signals

        signals.connect()
        previewing.register(previews.address)
