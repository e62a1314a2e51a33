"""Work on all pages below a page, done in the background one page after the other.

* ``steps``: what is done with one page,
* ``starting``: a job is made, stopped, and gone on with,
* ``working``: the worker's part, and how a job is found whose worker was killed,
* ``views`` and ``addresses``: where somebody starts a job and watches it.
"""
