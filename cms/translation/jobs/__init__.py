"""Work on all pages below a page, done by jobs of ``cms.operation.background``.

* ``steps``: the kinds of jobs, and what is done with one page,
* ``lifecycle``: the pages a job works on, and how it is started,
* ``views`` and ``routes``: where somebody starts a job, and their jobs.
"""
