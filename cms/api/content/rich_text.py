"""Rich text."""

import graphene

from cms.content import rich_text


class RichText(graphene.ObjectType):
    """Text with paragraphs, lists, emphasis and links."""

    html = graphene.String(
        required=True,
        description=(
            "Safe HTML. Links lead to paths of the frontend in the language of the answer, with "
            "`hreflang`; what may not be read is plain text."
        ),
    )
    text = graphene.String(
        required=True, description="The words alone, a line for every paragraph or list item."
    )

    class Meta:
        possible_types = (rich_text.RichText,)
