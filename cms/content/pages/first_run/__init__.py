"""The first run: makes an empty, migrated database a site that editors can work in.

``plan`` is what somebody chose, ``steps`` what each domain contributes, ``running`` does all of it
in one transaction or refuses. ``manage.py set_up`` asks on a terminal; where no user exists,
``views`` asks in the browser, behind a token of ``tokens`` that is printed when a server starts.
"""
