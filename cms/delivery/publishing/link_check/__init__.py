"""The search for links of published pages that lead nowhere, also those to other sites.

* ``outside``: one polite question to another site,
* ``job``: a job that looks at page after page.
"""
