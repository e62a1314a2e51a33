"""Guards on the model: no language in use is removed, and no language changes its code.

The code is the beginning of all URLs of a language, and versions of legal notices are signed
with it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.translation.languages import removal

CODE_STAYS = _(
    "The code of a language is part of all its URLs and cannot be changed. To use another "
    "language, add it and delete this one."
)


def install() -> None:
    """Connect the guards to the model. Idempotent."""
    pre_save.connect(_keep_code, sender=Locale, dispatch_uid="code of a language")
    pre_delete.connect(_keep, sender=Locale, dispatch_uid="language that is in use")


def _keep_code(instance: Locale, *, raw: bool = False, **_signal: Any) -> None:
    if raw or instance.pk is None:
        return
    stored = Locale.all_objects.filter(pk=instance.pk).values_list("language_code", flat=True)
    if stored.exclude(language_code=instance.language_code).exists():
        raise ValidationError({"language_code": CODE_STAYS})


def _keep(instance: Locale, **_signal: Any) -> None:
    obstacles = removal.hidden_obstacles(instance)
    if obstacles:
        protecting = {obstacle.instance for obstacle in obstacles if obstacle.instance is not None}
        raise ProtectedError(" ".join(obstacle.reason for obstacle in obstacles), protecting)
