"""Work on all pages below a page, done in the background one page after the other.

* ``steps``: what is done with one page,
* ``lifecycle``: a job is started, stopped and resumed,
* ``worker``: the worker's part, and how a job is found whose worker was killed,
* ``views`` and ``routes``: where somebody starts a job and watches it.
"""
