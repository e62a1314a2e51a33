"""Each package that is delivered has a licence that asks for no more than a notice."""

from __future__ import annotations

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from tests.project.test_requirements import FILES

pytestmark = pytest.mark.one_database

ALLOWED = {
    "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0",
}  # fmt: skip
# Words of packages that don't say it in SPDX's.
NAMES = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic-1.0-Perl",
    "BSD License": "BSD-3-Clause",
    "GNU General Public License (GPL)": "GPL-2.0-or-later",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# Other licences, by package, and why they are no obstacle.
EXCEPTIONS = {
    "certifi": ({"MPL-2.0"}, "a list of certificates, delivered unchanged"),
    "fido2": ({"MPL-2.0"}, "only for the list of public suffixes in it, delivered unchanged"),
    "orjson": ({"MPL-2.0"}, "only for files of its own, delivered unchanged"),
    "psycopg": ({"LGPL-3.0-only"}, "a library, imported unchanged, that can be replaced"),
    "psycopg-binary": ({"LGPL-3.0-only"}, "a library, imported unchanged, that can be replaced"),
    "qrcode": ({"Other/Proprietary License"}, "the words QR Code are a trademark; the code is BSD"),
    "text-unidecode": (
        {"Artistic-1.0-Perl", "GPL-2.0-or-later"}, "one of them is chosen, the Artistic License",
    ),
}  # fmt: skip


def delivered():
    """The names of the packages that are installed here of those that are pinned."""
    text = FILES[0].read_text().replace("\\\n", " ")
    lines = re.findall(r"^([a-z0-9][^#\n]*?)(?:\s+--hash|$)", text, re.MULTILINE)
    pinned = [Requirement(line) for line in lines]
    return sorted({one.name for one in pinned if one.marker is None or one.marker.evaluate()})


def parts(name):
    """The licences of a package: all of these apply, and of each set whichever one chooses."""
    about = metadata.metadata(name)
    if "License-Expression" in about:
        expression = about["License-Expression"]
        return [set(re.split(r" OR ", one.strip("() "))) for one in expression.split(" AND ")]
    classifiers = [one for one in about.get_all("Classifier") or [] if one.startswith("License ::")]
    said = [one.rpartition(" :: ")[2] for one in classifiers] or [about["License"].strip()]
    found = [NAMES.get(one, one) for one in said]
    return [{one} for one in found]


@pytest.mark.parametrize("name", delivered())
def test_a_package_may_be_delivered(name):
    accepted, _reason = EXCEPTIONS.get(name, (set(), ""))
    found = parts(name)
    assert found
    assert [sorted(one) for one in found if not one & (ALLOWED | accepted)] == []
    # An exception that is no longer needed is taken away.
    assert {licence for licence in accepted if {licence} not in found} == set()


def test_exceptions_are_of_packages_that_are_delivered():
    assert len(delivered()) > 80
    assert EXCEPTIONS.keys() <= set(delivered())
