"""Whole answers, kept in the memory of a process and served without asking Django.

* ``installed`` puts it in place, ``serving`` is the WSGI application around Django's,
  ``asked`` what a request asks,
* ``keeping`` is what a view says of its answer, so that it may be kept at all,
* ``kept`` are the answers themselves, ``store`` keeps them within bounds, ``headers`` tells caches,
* ``remembering`` keeps what was found out about a whole list, such as its length, the same way,
* ``asking`` knows the content version at every request, on a connection of its own; ``wal_index``
  tells it when a file of SQLite has a new one.

Knows nothing of GraphQL and nothing of pages: an answer is bytes, and the tags it depends on.
"""
