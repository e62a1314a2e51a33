"""GraphQL over HTTP.

* ``view`` answers requests, ``requests`` takes them apart, ``documents`` keeps what was parsed,
* ``explorer`` is the page for people,
* ``metrics`` counts what was answered.

Knows nothing of pages: it runs documents against the schema.
"""
