"""What of ours is in the place of something of others while the CMS runs.

Found by looking at what is loaded, since code that puts it there may be written in any way.
"""

import importlib
import pkgutil
import re
import sys
from pathlib import Path
from types import FunctionType, ModuleType

from django.db.models import Manager, Model

import cms
from cms.settings import base
from tests.project.reaching import CMS, module_of

# Replaced in ways their packages document: by a setting or a hook, or in Python itself.
OFFERED = {
    ("sys", "excepthook"),
    ("sys", "unraisablehook"),
    ("threading", "excepthook"),
    ("wagtail.admin.api.urls", "fn"),
    ("wagtail.models.workflows:WorkflowState", "on_finish"),
}


def import_everything():
    """Import all modules of the CMS, and with its addresses what is put in place for views."""
    for found in pkgutil.walk_packages(cms.__path__, "cms."):
        if not re.search(r"\.settings|\.migrations|\.wsgi|\.asgi", found.name):
            importlib.import_module(found.name)
    importlib.import_module(base.ROOT_URLCONF)


def put_in_place():
    """Our modules, and the attributes of modules, classes and managers of others they replace."""
    for name, owner in _others():
        holders = [owner]
        if _is_class(owner) and issubclass(owner, Model) and hasattr(owner, "_meta"):
            holders += [one for one in owner._meta.managers if issubclass(type(one), Manager)]
        for holder in holders:
            for attribute, value in list(vars(holder).items()):
                if (name, attribute) not in OFFERED and not name.startswith("graphene."):
                    yield from ((module, attribute) for module in _modules_in(value))


def overridden():
    """Our modules, and the private methods in their classes that a class of others has, too."""
    for name, module in sorted(sys.modules.items()):
        if not name.startswith("cms.") or type(module) is not ModuleType:
            continue
        for one in list(vars(module).values()):
            if _is_class(one) and one.__module__ == name:
                theirs = [base for base in one.__mro__ if not base.__module__.startswith("cms.")]
                for attribute in filter(_is_private, vars(one)):
                    is_theirs = any(attribute in vars(base) for base in theirs)
                    if is_theirs and _is_method(vars(one)[attribute]):
                        yield name, attribute


def _others():
    """The modules of others that are loaded, and the classes in them, under their own names."""
    seen = set()
    for name, module in sorted(sys.modules.items()):
        if type(module) is not ModuleType or re.match(r"(cms|tests|_pytest|__main__)\b", name):
            continue
        yield name, module
        for one in list(vars(module).values()):
            if _is_class(one) and one not in seen and not _is_ours(one):
                seen.add(one)
                yield f"{one.__module__}:{one.__qualname__}", one


def _modules_in(value):
    """Our modules that a value comes from: a class, an object, or a function and what it wraps."""
    if issubclass(type(value), classmethod | staticmethod):
        value = value.__func__
    while type(value) is FunctionType:
        file = Path(value.__code__.co_filename)
        if CMS in file.parents:
            yield module_of(file)
        value = vars(value).get("__wrapped__")
    kind = value if _is_class(value) else type(value)
    if str(kind.__module__).startswith("cms."):
        yield kind.__module__


def _is_class(value):
    # What is lazy would be made by ``isinstance``.
    return issubclass(type(value), type)


def _is_ours(kind):
    return str(kind.__module__).startswith(("cms.", "tests."))


def _is_private(name):
    return bool(re.match(r"_[a-z]\w*[a-z]$", name))


def _is_method(value):
    return type(value) in {FunctionType, classmethod, staticmethod, property}
