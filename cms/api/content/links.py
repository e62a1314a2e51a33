"""Links."""

from typing import Any

import graphene

from cms.api.content.identity import id_field, identity_of_content
from cms.content.references import links


class Link(graphene.ObjectType):
    """Something to follow. Links whose target may not be read are never given."""

    id = id_field()
    text = graphene.String(required=True, description="The words of the link.")
    href = graphene.String(
        required=True,
        description=(
            "A path of the frontend, such as `/zh-hans/news/`, or an absolute URL of another site."
        ),
    )
    language = graphene.String(
        description=(
            "BCP 47 tag of the linked page's content. It differs from the language of the answer "
            "where the page isn't translated. `null`: not known, because it is on another site."
        )
    )
    is_external = graphene.Boolean(required=True, description="Whether the link leaves this site.")

    class Meta:
        possible_types = (links.Link,)

    @staticmethod
    def resolve_id(link: links.Link, _info: Any) -> str:
        parts = (link.text, link.href, link.language, str(link.is_external))
        return identity_of_content("Link", *parts)
