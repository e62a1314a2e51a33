"""GraphQL over HTTP.

* ``view`` answers requests, ``request_parsing`` takes them apart, ``document_cache`` keeps what was
  parsed, ``persisted`` the documents of the contract,
* ``limits``, ``overlapping``, ``deadline``: what a document may cost,
* ``version_header`` names the content version,
* ``explorer`` is the page for people,
* ``metrics`` counts what was answered.

Knows nothing of pages: it runs documents against the schema.
"""
