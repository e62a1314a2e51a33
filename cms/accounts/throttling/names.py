"""Names of what is tried, in one spelling."""

import unicodedata

from django.utils.crypto import salted_hmac

_IGNORED = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"}


def folded(name: str) -> str:
    """A name without what looks alike: case, width, accents, spaces and what can't be seen."""
    decomposed = unicodedata.normalize("NFKD", name)
    kept = "".join(
        character for character in decomposed if unicodedata.category(character) not in _IGNORED
    )
    return unicodedata.normalize("NFKC", kept.casefold())


def digest(name: str) -> str:
    """The hash under which a name is counted.

    People type their password into the field for the name; it is not to be found in the database.
    """
    return salted_hmac("cms.accounts.throttling", folded(name), algorithm="sha256").hexdigest()
