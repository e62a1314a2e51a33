"""What the translators' workplace keeps beside the tables of wagtail-localize.

* ``states``: what is known of each page's text in each language,
* ``groups``: who translates into which language,
* ``uploads``: files with translations, until they are applied,
* ``jobs``: work on many pages, and how far it has got,
* ``comments``: what is said about a text,
* ``glossary``: what terms are called in another language,
* ``assignments``: whose work a translation is, and who is told of what waits.
"""

from cms.translation.models.assignments import TranslationAssignment, TranslationDigest
from cms.translation.models.comments import TextComment
from cms.translation.models.glossary import GlossaryTerm
from cms.translation.models.groups import TranslatorGroup
from cms.translation.models.jobs import TranslationJob, TranslationJobStep
from cms.translation.models.states import PageTextState
from cms.translation.models.uploads import TranslationUpload

__all__ = [
    "GlossaryTerm",
    "PageTextState",
    "TextComment",
    "TranslationAssignment",
    "TranslationDigest",
    "TranslationJob",
    "TranslationJobStep",
    "TranslationUpload",
    "TranslatorGroup",
]
