"""Private pages, for readers who know the password or may sign in.

* ``tokens``: what such a reader is given, and what it opens for how long,
* ``views``: where the token is asked for, outside of the API, which never takes a password.

The frontend passes the token on; without one the API says of a private page only that it is there.
"""
