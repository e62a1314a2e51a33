"""Limits to attempts with secrets: passwords, codes, passwords of pages, mails for resets.

* ``names``: normalised names, so that no spelling is counted apart,
* ``limits``: the number of failed attempts, and the time for which they count,
* ``counters``: the counts, shared by all workers through the database,
* ``tries``: an attempt: counted before it is checked, given back if it succeeds,
* ``handler``: the handler of django-axes, so that its commands and signals work,
* ``page``: the page for users who have to wait.

An attempt is counted *before* the answer is known, in one transaction: a hundred at the same time
are a hundred. Each has three counts: of the name at the place, of the place, and of the name
anywhere. Users who have signed in from a place before are limited there by the first alone, so
nobody can lock others out of where they usually work.
"""
