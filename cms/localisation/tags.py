"""Language tags: from Wagtail's codes to BCP 47 and back to the best one available.

Wagtail writes ``zh-hans``; BCP 47 writes ``zh-Hans`` and compares without case.
"""

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache

# RFC 5646, section 2.1, without the grandfathered tags: language, script, region, variants,
# extensions and private use.
_WELL_FORMED = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.ASCII | re.IGNORECASE,
)
MOST_KEPT = 1_000
LONGEST_TAG = 35

# The script a region of Chinese writes, from CLDR's likely subtags. For readers of Chinese the
# script decides, so it is filled in before the lookup.
_CHINESE_SCRIPT_BY_REGION = {"cn": "hans", "sg": "hans", "my": "hans"} | dict.fromkeys(
    ("tw", "hk", "mo"), "hant"
)


def is_well_formed(tag: str) -> bool:
    """True if ``tag`` follows the grammar of RFC 5646 and is no longer than 35 characters."""
    return len(tag) <= LONGEST_TAG and _WELL_FORMED.fullmatch(tag) is not None


@lru_cache(maxsize=MOST_KEPT)
def canonical(code: str) -> str:
    """The tag as RFC 5646, section 2.1.1 spells it: ``zh-hans-cn`` as ``zh-Hans-CN``."""
    subtags = code.replace("_", "-").lower().split("-")
    spelled = subtags[:1]
    for previous, subtag in itertools.pairwise(subtags):
        if len(previous) == 1:
            spelled.append(subtag)
        elif len(subtag) == 4 and subtag.isalpha():
            spelled.append(subtag.title())
        elif len(subtag) == 2:
            spelled.append(subtag.upper())
        else:
            spelled.append(subtag)
    return "-".join(spelled)


def lookup(tag: str, available: Iterable[str]) -> str | None:
    """The entry of ``available`` that serves a reader who asks for ``tag``, or ``None``.

    Follows the lookup of RFC 4647, section 3.4: the tag is shortened from the end until it
    matches. Chinese is compared with its script filled in, so ``zh-CN`` finds ``zh-Hans`` and
    ``zh-TW`` finds ``zh-Hant``, never the other script.
    """
    by_range = {_with_script(entry): entry for entry in available}
    subtags = _with_script(tag).split("-")
    while subtags:
        match = by_range.get("-".join(subtags))
        if match is not None:
            return match
        subtags.pop()
        if subtags and len(subtags[-1]) == 1:
            subtags.pop()
    return None


def _with_script(tag: str) -> str:
    subtags = tag.replace("_", "-").lower().split("-")
    if subtags[0] != "zh" or (len(subtags) > 1 and len(subtags[1]) == 4):
        return "-".join(subtags)
    region = next((subtag for subtag in subtags[1:] if len(subtag) == 2), "cn")
    script = _CHINESE_SCRIPT_BY_REGION.get(region, "hans")
    return "-".join([subtags[0], script, *subtags[1:]])
