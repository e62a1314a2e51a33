"""What every page has in common.

* ``models``: the abstract pages and terms the domains build on,
* ``visibility``: the one gate that decides what a reader may see,
* ``kinship``: aliases, translations and what lies above, followed from page to page; ``mirroring``
  keeps aliases right when they are saved,
* ``tree``: the languages of a site and where their pages live,
* ``pages``: pages as records, the way they are read; ``reading`` gathers all that one answer needs,
* ``referred``: what answers refer to, found in one query; ``targets`` are pages as links see them,
* ``statements``: SQL that is written once and kept; ``running`` runs it,
* ``wholes``: what is said of a whole list, such as its length; ``parts``: which part of it is read,
* ``search``: what readers find, ``printed``: the texts of a page that count; ``searched`` is what
  the index keeps, ``entries`` asks it where it is in the database, ``tokens`` have editors ask it
  for the same,
* ``words``, ``stemming``, ``unspaced``: what counts as a word of a text as ``folding`` compares it,
* ``sitemap``, ``redirects``: all addresses there are, and all there were; ``redirecting`` says
  which of those are kept, and takes them from files,
* ``leasing``: rows that one worker at a time works on,
* ``newsroom_time``: which day it is; ``copying``: what a copied page has of its own,
* ``blocks``, ``streams``: what an editor puts into a body; ``body`` is the same, as it is read, and
  ``wording`` the language of each of its texts,
* ``own_addresses``: links to pages that somebody pasted as addresses; ``link_chooser`` offers the
  page to editors,
* ``previewing``: where drafts are looked at,
* ``permissions``, ``publishing``: what somebody may do with a page, and what is asked before it is
  published, whichever way is used; ``admin_api``: what is left of one of these ways,
* ``images``, ``documents``, ``links``, ``rich_text``: what a body refers to.

Knows nothing of news, legal notices or GraphQL.
"""
