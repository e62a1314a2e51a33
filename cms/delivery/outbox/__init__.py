"""Messages to others about a change: made after its commit, sent until they are accepted.

The rows that ``cms.delivery.versions.content_version`` writes in the transaction of a change are
the outbox. For each receiver, a webhook or a cache, the worker makes a delivery of them and sends
it: at least once, in order, until the receiver has taken it or a day has passed. This package
doesn't know what is sent: ``webhooks`` and ``purges`` do.
"""
