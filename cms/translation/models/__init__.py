"""The models of the translators' workplace, besides those of wagtail-localize.

* ``states``: the state of each page's text in each language,
* ``groups``: the group of translators of each language,
* ``uploads``: files with translations, until they are applied,
* ``comments``: comments on single texts,
* ``glossary``: terms and their translations,
* ``assignments``: the user responsible for a translation, and the daily e-mail.
"""

from cms.translation.models.assignments import TranslationAssignment, TranslationDigest
from cms.translation.models.comments import TextComment
from cms.translation.models.glossary import GlossaryTerm
from cms.translation.models.groups import TranslatorGroup
from cms.translation.models.states import PageTextState
from cms.translation.models.uploads import TranslationUpload

__all__ = [
    "GlossaryTerm",
    "PageTextState",
    "TextComment",
    "TranslationAssignment",
    "TranslationDigest",
    "TranslationUpload",
    "TranslatorGroup",
]
