"""The Django application of delivery."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Listens to changes once all models are loaded."""

    name = "cms.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Connect the signals, remember what was found, and say where drafts are shown."""
        from cms.content import memory, previewing
        from cms.delivery import previews, signals
        from cms.delivery.answers import remembering

        signals.connect()
        memory.register(remembering.Memory())
        previewing.register(previews.address)
