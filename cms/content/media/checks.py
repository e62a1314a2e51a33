"""A system check: no setting gives private files away."""

from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.files.storage import Storage, storages

from cms.content.media.storage import PRIVATE, PUBLIC, Guarded


def check_storages(**_kwargs: Any) -> list[CheckMessage]:
    """Find a private storage that is served without the gate."""
    errors: list[CheckMessage] = []
    private, public = storages[PRIVATE], storages[PUBLIC]
    if not isinstance(private, Guarded):
        errors.append(
            Error(
                'STORAGES["default"] gives private files addresses that bypass the gate.',
                hint="Mix cms.content.media.storage.Guarded into its class.",
                id="content.E001",
            )
        )
    if _is_served(private, public):
        errors.append(
            Error(
                'STORAGES["default"] keeps private files in the folder of STORAGES["public"].',
                hint="Give it a folder of its own, outside MEDIA_ROOT.",
                id="content.E002",
            )
        )
    return errors


def _is_served(private: Storage, public: Storage) -> bool:
    folders = [getattr(storage, "location", None) for storage in (private, public)]
    if type(private) is type(public):
        return folders[0] == folders[1]
    if not all(folders):
        return False
    kept, served = (Path(str(folder)).resolve() for folder in folders)
    return kept.is_relative_to(served)
