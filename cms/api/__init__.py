"""The GraphQL API: the only package that speaks GraphQL.

* ``schema`` joins the domains into one schema,
* ``home``, ``news``, ``legal`` and ``sitewide`` say how each domain looks to a frontend,
* ``content`` is what they share: pages, blocks, images, arguments and errors,
* ``extensions`` is what applications of an organisation add to it,
* ``documents`` completes the operations of the contract; ``contract`` is its files,
* ``execution`` runs documents, compiled once and kept,
* ``http`` is GraphQL over HTTP and the explorer.

A resolver does no I/O: it asks a selector for what was selected, or hands on what a record holds.
"""
