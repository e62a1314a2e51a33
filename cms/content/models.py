"""The tables of this application, in the packages they belong to."""

from cms.content.images.models import ImagePlaceholder
from cms.content.media.models import FormerDocumentFile, ReplacedFile
from cms.content.pages.named_revisions.models import NamedRevision
from cms.content.pages.reusable import ContactPerson, ReusableText
from cms.content.redirects.models import RedirectImport

__all__ = [
    "ContactPerson", "FormerDocumentFile", "ImagePlaceholder", "NamedRevision", "RedirectImport",
    "ReplacedFile", "ReusableText",
]  # fmt: skip
