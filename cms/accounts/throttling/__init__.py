"""How often something secret may be tried: passwords, codes, passwords of pages, mails for resets.

* ``names``: what is tried, so that no spelling of it is counted apart,
* ``limits``: how many wrong ones, and for how long they count,
* ``counters``: the counts, shared by all workers through the database,
* ``tries``: a try: counted before it is checked, given back if it was right,
* ``handler``: what django-axes asks, so that its commands and signals work,
* ``page``: what somebody sees who has to wait.

A try is counted *before* the answer is known, in one transaction: a hundred at the same time are a
hundred. Three counts are kept of each: of who is tried from where, of all that comes from there,
and of who is tried from anywhere. Whoever has signed in from a place before is held up there by the
first alone, so nobody can keep somebody else out of where they usually work.
"""
