"""Who gets in, and what is on record about it.

* ``addresses``: where a request comes from, behind proxies too,
* ``throttling``: how often a password or code may be tried,
* ``signing_in``: the way from a password to a session,
* ``second_factor``: who needs one, and sessions that have shown it,
* ``single_sign_on``: who may come in from an OpenID provider,
* ``trail``: what happened, append-only, read in the admin,
* ``policies``: the Content-Security-Policy of every response.

Knows users, groups and Wagtail's permissions; knows nothing of what is published.
"""
