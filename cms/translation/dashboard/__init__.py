"""The translators' dashboard: each source page with its state in each language.

* ``matrix``: the pages and their states, read in a fixed number of queries,
* ``views``: the page, and the same as a table for spreadsheets,
* ``assignments``: the user responsible for a page in a language,
* ``digest``: pending work, by e-mail, once a day,
* ``panel``: a user's pending work, on the first page of the admin.
"""
