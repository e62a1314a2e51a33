"""Sign-in, and the audit trail.

* ``addresses``: the IP address of a request, behind proxies too,
* ``throttling``: limits to attempts with passwords and codes,
* ``signing_in``: the way from a password to a session,
* ``second_factor``: users who need one, and sessions that have shown it,
* ``single_sign_on``: users from an OpenID provider,
* ``trail``: the audit trail, append-only, read in the admin,
* ``policies``: the Content-Security-Policy of every response.

Depends on users, groups and Wagtail's permissions, on no content.
"""
