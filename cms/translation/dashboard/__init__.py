"""What is to be done: each source page, and how it stands in each language.

* ``matrix``: the pages and their states, read in a fixed number of queries,
* ``views``: the page, and the same as a table for spreadsheets,
* ``assignments``: who takes care of which page in which language,
* ``digest``: what waits, by e-mail, once a day,
* ``panel``: what waits for a user, on the first page of the admin.
"""
