"""The search for links of published pages that lead nowhere, also those to other sites.

* ``models``: what was found, and what other sites answered last,
* ``outside``: one polite question to another site,
* ``job``: a job that looks at page after page.
"""
