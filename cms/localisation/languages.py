"""Facts about a language that frontends need besides its tag."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.conf.locale import LANG_INFO

from cms.localisation import tags

# Of which the direction is known.
MOST_TAGS = 500


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site.

    ``code`` is as in Wagtail and paths, ``tag`` as in BCP 47, for example ``zh-Hans``.
    """

    code: str
    tag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tag", tags.canonical(self.code))

    @property
    def name(self) -> str:
        """The language's own name, for example ``简体中文``; its tag where Django has no name."""
        name: str = LANG_INFO.get(self.code, {}).get("name_local", self.tag)
        return name[:1].upper() + name[1:]

    @property
    def is_right_to_left(self) -> bool:
        """True if the language is written from right to left."""
        return bool(LANG_INFO.get(self.code, {}).get("bidi", False))


@lru_cache(maxsize=MOST_TAGS)
def direction(tag: str) -> str:
    """The direction a language is written in, as ``dir`` of HTML says it: ``ltr`` or ``rtl``."""
    code = tag.lower()
    info = LANG_INFO.get(code) or LANG_INFO.get(code.partition("-")[0]) or {}
    return "rtl" if info.get("bidi") else "ltr"
