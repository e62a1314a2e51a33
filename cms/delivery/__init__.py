"""Everything between a change and the reader: versions, caches, deliveries, publishing.

``signals`` is the only module that listens to Wagtail and Django.

* ``invalidation``: which cache tags a saved or deleted row invalidates,
* ``versions``: content versions, page snapshots, and until when an answer is right,
* ``response_cache``: answers kept in each process, served while their version is right,
* ``change_feed``: changes since a cursor, for incremental builds,
* ``outbox``, ``dispatch``: deliveries that are planned, sent and retried; ``webhooks`` and
  ``purges`` are what is sent,
* ``publishing``: what is published, withdrawn, moved and closed together with a page,
* ``releases``: changes that are published together; ``previews``: tokens, and content to come
  read as if it were published,
* ``admin``: reports and webhooks in the admin.
"""
