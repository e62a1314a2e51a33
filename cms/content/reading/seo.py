"""Structured data for search engines: schema.org nodes, as JSON-LD for a script element.

The organisation is described in full on front pages; other pages refer to it by its ``@id``, so an
article costs no query more for its publisher, and doesn't change when the organisation does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from cms.content.images.image_records import PRESETS
from cms.content.reading import machine_translation

if TYPE_CHECKING:
    from cms.content.images.image_records import Image
    from cms.content.reading.loader import Reading
    from cms.content.reading.pages import Page

JsonLd = dict[str, Any]

# What could end a script element, and what JSON has but JavaScript of old doesn't.
_RISKY = "<>&\u2028\u2029"


def json_ld(page: Page) -> str:
    """The nodes of a page in one graph, safe inside a script element."""
    graph = [*machine_translation.labelled(page.schema_org(), page), breadcrumb_list(page)]
    text = orjson.dumps({"@context": "https://schema.org", "@graph": graph}).decode()
    for risky in _RISKY:
        text = text.replace(risky, f"\\u{ord(risky):04x}")
    return text


def breadcrumb_list(page: Page) -> JsonLd:
    """The way to a page from the front page, itself included."""
    origin = page.reading.tree.origin
    above = [
        (target.title, origin + target.frontend_path)
        for target in page.reading.ancestors(page.tree_path)
    ]
    places = [*above, (page.title, page.url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": url}
            for number, (name, url) in enumerate(places, start=1)
        ],
    }


def organisation_id(reading: Reading) -> str:
    """The identifier of the organisation in the nodes, the same on all pages of the site."""
    return f"{reading.tree.origin}/#organization"


def image_url(image: Image) -> str:
    """The absolute URL of an image, cropped as above an article."""
    return image.stored.rendition(PRESETS["lead"]).src
