"""Whole answers, kept in the memory of a process and served without asking Django.

* ``from_settings`` puts it in place, ``wsgi_middleware`` is around Django's application,
* ``request_key``: what tells one request from another,
* ``storable``: what a view says of its answer, so that it may be kept at all,
* ``cached_response``: an answer as it is kept; ``store`` keeps them within bounds, and ``headers``
  are the headers for caches in front,
* ``memo_store`` memoises values, such as the length of a list, in the same way,
* ``version_source`` reads the content version on a connection of its own, ``version_window`` says
  how often; ``sqlite_wal_index`` tells whether a SQLite file has a new one.

Knows nothing of GraphQL and nothing of pages: an answer is bytes, and the tags it depends on.
"""
