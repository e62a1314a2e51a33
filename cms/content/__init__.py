"""The content that all pages share.

* ``pages``: the base models of pages and snippets, and the rules for editing and publishing them;
  ``models`` collects the tables of all packages,
* ``visibility``: the one gate that decides what a reader may see,
* ``tree``: the languages of a site and where their pages are,
* ``caching``: cache tags, and values that are memoised under them,
* ``reading``: the types of pages, pages as records, conditions, batched loading, lists, sitemap,
  redirects,
* ``body``: the blocks an editor adds to a body, and the records readers get of them,
* ``references``: links, documents and pages that content refers to,
* ``images``, ``media``: pictures in presets; uploaded files, their storage and who may read them,
* ``search``: text, tokens, index entries and hits,
* ``redirects``: what a redirect may be, imports, and redirects of renamed and moved pages.

Knows nothing of news, legal notices or GraphQL.
"""
