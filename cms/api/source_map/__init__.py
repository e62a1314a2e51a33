"""The source map of an answer under a preview token: where in the admin each value is edited.

* ``origins`` are what values come from: pages, snippets, languages, redirects,
* ``places`` says of each object of an answer which origin it has and where in it,
* ``names`` are fields of the API that are called otherwise where they are edited,
* ``editors`` knows who may edit an origin, and where: in its own editor or as a translation,
* ``mapping`` puts the map together.

``docs/preview.md`` of the contract describes it. Nothing here is run for readers.
"""

from cms.api.source_map.mapping import source_map

__all__ = ["source_map"]
