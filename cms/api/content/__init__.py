"""The parts that the domains of the API share.

* ``arguments`` and ``errors``: what a caller may ask, and what is said when it can't be answered,
* ``selections``: what a query selects, as the selectors want it,
* ``pages``, ``routes``, ``nodes``: pages, the path they are found at, and their ids,
* ``identity``: the ids of everything else,
* ``search``, ``sitemaps``, ``redirects``, ``changes``: lists over all pages; ``connections`` is
  their shape,
* ``previews``: drafts, for whoever holds a token,
* ``blocks``, ``images``, ``links``, ``rich_text``, ``languages``: the parts of a page,
* ``dates``: days.
"""
