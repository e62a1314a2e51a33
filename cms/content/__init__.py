"""What every page has in common.

* ``models``: the abstract pages and terms the domains build on,
* ``visibility``: the one gate that decides what a reader may see,
* ``kinship``: aliases, translations and what lies above, followed from page to page; ``mirroring``
  keeps aliases right when they are saved,
* ``tree``: the languages of a site and where their pages live,
* ``pages``: pages as records, the way they are read; ``reading`` gathers all that one answer needs,
* ``referred``: what answers refer to, found in one query; ``targets`` are pages as links see them,
* ``statements``: SQL that is written once and kept; ``running`` runs it,
* ``wholes``: what is said of a whole list, such as its length,
* ``search``: what readers find; ``searched`` is what the index keeps, ``entries`` asks it where it
  is in the database, ``words`` and ``stemming`` are what counts as a word,
* ``sitemap``, ``redirects``: all addresses there are, and all there were; ``redirecting`` says
  which of those are kept, and takes them from files,
* ``newsroom_time``: which day it is; ``copying``: what a copied page has of its own,
* ``blocks``, ``streams``: what an editor puts into a body; ``body`` is the same, as it is read,
* ``previewing``: where drafts are looked at,
* ``permissions``, ``publishing``: what somebody may do with a page, and what is asked before it is
  published, whichever way is used; ``admin_api``: what is left of one of these ways,
* ``images``, ``documents``, ``links``, ``rich_text``: what a body refers to.

Knows nothing of news, legal notices or GraphQL.
"""
