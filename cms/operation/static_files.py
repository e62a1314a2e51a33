"""Static files in production: compressed, and named by their content so that browsers keep them."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

_SOURCE_MAP = "sourceMappingURL"


def _without_source_maps(rules: tuple[str | tuple[str, str], ...]) -> tuple[object, ...]:
    return tuple(rule for rule in rules if _SOURCE_MAP not in "".join(rule))


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Leaves references to source maps as they are, and is as strict as ever about all others.

    Only developer tools read source maps, and packages leave them out of what they ship. One that
    is there is found all the same: files keep their first names besides those of their content.
    """

    patterns = tuple(
        (extension, _without_source_maps(rules))
        for extension, rules in CompressedManifestStaticFilesStorage.patterns
    )
