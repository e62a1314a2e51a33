"""Redirects and their import; ``cms.content.reading.redirects`` reads them.

* ``paths``: how a redirected path is written, and when two are the same,
* ``rules``: what a redirect may be, asked by every way in,
* ``automatic``: which redirects a page leaves when it moves,
* ``spreadsheets``: files with redirects: CSV and whatever encodings it comes in,
* ``imports``: a file is checked, and read row by row in the background,
* ``views``: the pages of the admin for that.
"""
