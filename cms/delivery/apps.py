"""The Django application of delivery."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Listens to changes once all models are loaded."""

    name = "cms.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Connect the signals, remember what was found, and say where drafts are shown.

        Have translations moved with their source, and what is found indexed by the words of today.
        """
        from django.conf import settings
        from django.db.models.signals import post_migrate

        from cms.content import memory, previewing
        from cms.delivery import moving, previews, rewording, signals
        from cms.delivery.answers import remembering

        if settings.PURGE_URLS:
            from cms.delivery.purges import configured

            # An address that is none is to be heard of now, not from a worker later.
            configured.caches()
        signals.connect()
        post_migrate.connect(rewording.follow, sender=self)
        moving.install()
        memory.register(remembering.Memory())
        previewing.register(previews.address)
