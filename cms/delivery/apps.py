"""The Django application of delivery."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Listens to changes once all models are loaded."""

    name = "cms.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Connect the signals, remember what is said of lists, and say where drafts are shown."""
        from cms.content import previewing, wholes
        from cms.delivery import previews, signals
        from cms.delivery.answers import remembering

        signals.connect()
        wholes.register(remembering.remembered)
        previewing.register(previews.address)
