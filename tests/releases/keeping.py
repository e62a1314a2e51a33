"""Keep what a release looks like, for all later ones: ``python -m tests.releases.keeping``.

Run when a release is made, and never again for that release. Kept below this folder, by version:

* ``site.backup``: the site of ``content``, as ``manage.py backup`` writes it on SQLite, with
  digests of all answers and the operations that asked,
* ``migrations.json``: digests of the release's migrations, which are never changed afterwards.

A backup names the migrations its rows belong to, and has no database of its own, so ``upgrading``
restores it on any database as far as the release had migrated it, and migrates it from there.
"""

from __future__ import annotations

import json
import os
import tempfile
from hashlib import sha256
from pathlib import Path

import django

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SITE, MIGRATIONS = "site.backup", "migrations.json"


def releases() -> list[Path]:
    """The folder of each release that is kept, the oldest first."""
    found = [path.parent for path in HERE.glob(f"*/{SITE}")]
    return sorted(found, key=lambda folder: tuple(map(int, folder.name.split("."))))


def own_migrations() -> dict[str, str]:
    """The digest of each migration of the CMS, by its path below the checkout."""
    return {
        str(path.relative_to(ROOT)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(ROOT.glob("cms/*/migrations/[0-9]*.py"))
    }


def main() -> None:
    """Make the site in a database in memory, and write the folder of this version."""
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "STATE_DIR": state}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        _keep()


def _keep() -> None:
    # Models can be imported only now.
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from tests.releases import content  # noqa: PLC0415

    folder = HERE / settings.VERSION
    call_command("migrate", verbosity=0)
    content.build()
    folder.mkdir(exist_ok=True)
    call_command("backup", str(folder / SITE))
    (folder / SITE).chmod(0o644)
    (folder / MIGRATIONS).write_text(json.dumps(own_migrations(), indent=2) + "\n")


if __name__ == "__main__":
    main()
