"""Which redirects are kept, and how they come in; ``cms.content.redirects`` reads them.

* ``addresses``: how an address that leads on is written, and when two are the same,
* ``rules``: what a redirect may be, asked by every way in,
* ``automatic``: which redirects a page leaves when it moves,
* ``tables``: files with redirects, as spreadsheets write them,
* ``imports``: a file is checked, and read row by row in the background,
* ``views``: the pages of the admin for that.
"""
