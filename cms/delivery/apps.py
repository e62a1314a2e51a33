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

        from cms.content.caching import memo
        from cms.content.media import uploading
        from cms.content.pages import preview_urls
        from cms.delivery import doctor, signals
        from cms.delivery.invalidation import tokenizer
        from cms.delivery.previews import rehearsal, tokens
        from cms.delivery.publishing import (
            page_moves,
            slug_changes,
            whole_actions,
        )
        from cms.delivery.response_cache import memo_store

        if settings.PURGE_URLS:
            from cms.delivery.purges import configured

            # A URL that is none is to be heard of now, not from a worker later.
            configured.caches()
        signals.connect()
        post_migrate.connect(tokenizer.follow, sender=self)
        # Around what signals do, so that their failure leaves no file behind either.
        uploading.install()
        page_moves.install()
        whole_actions.install()
        slug_changes.install()
        _connect_jobs()
        memo.register(memo_store.MemoStore())
        rehearsal.install()
        preview_urls.register(tokens.preview_url)
        doctor.register_all()
        _register_regular_work()


def _connect_jobs() -> None:
    from cms.delivery.publishing import many_pages
    from cms.delivery.publishing.link_check import job
    from cms.delivery.releases.sharing import links
    from cms.operation import pruning

    many_pages.connect()
    job.connect()
    pruning.register("checked URLs", job.prune)
    pruning.register("shared links", links.prune)


def _register_regular_work() -> None:
    """Have done each time the schedule is looked at what is due besides pages and snippets."""
    from cms.content.pages import planned_dates
    from cms.content.redirects import imports
    from cms.delivery.publishing import lag, schedule
    from cms.delivery.releases import planned, publishing
    from cms.operation.background import jobs

    schedule.register_plan(publishing)
    planned_dates.register(planned.RELEASES)
    schedule.register("sign of life", lag.note_run)
    schedule.register("imports of redirects", imports.resume_abandoned)
    schedule.register("jobs", jobs.resume_lost)
