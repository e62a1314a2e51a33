"""The text of code of others as it is installed, whatever has been put in its place at run time."""

from __future__ import annotations

import ast
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


class NotThere(LookupError):
    """What was named isn't defined there."""


def checksum(name: str) -> str:
    """The checksum of what a name stands for.

    Args:
        name: ``package.module:Class.method`` for what a module defines, or the path of a file
            below the folder that packages are installed in.

    Raises:
        NotThere: the module, the file, or what it defined is gone.
    """
    text = text_of(name) if ":" in name else _read(_installed(name))
    return sha256(text.encode()).hexdigest()[:10]


def text_of(name: str) -> str:
    """The source of a class, a function, or an attribute of one of both, decorators included."""
    module, _, path = name.partition(":")
    text = _read(_module(module))
    found: ast.AST = _parsed(text)
    for part in path.split("."):
        found = _defined(found, part, name)
    decorators = found.decorator_list if isinstance(found, Definition) else []
    first = min([found.lineno, *(one.lineno for one in decorators)])  # type: ignore[attr-defined]
    lines = text.splitlines(keepends=True)
    return "".join(lines[first - 1 : found.end_lineno])  # type: ignore[attr-defined]


def _defined(owner: ast.AST, part: str, name: str) -> ast.AST:
    """What a body defines under a name: the last definition counts, also below an ``if``."""
    found: ast.AST | None = None
    waiting = list(ast.iter_child_nodes(owner))
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Definition):
            found = node if node.name == part else found
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {one.id for one in targets if isinstance(one, ast.Name)}
            found = node if part in names else found
        elif isinstance(node, ast.If | ast.Try):
            waiting = [*ast.iter_child_nodes(node), *waiting]
    if found is None:
        raise NotThere(name)
    return found


def _module(name: str) -> Path:
    inside = name.replace(".", "/")
    try:
        return _installed(f"{inside}.py")
    except NotThere:
        return _installed(f"{inside}/__init__.py")


def _installed(path: str) -> Path:
    # Of a package alone is asked where it is: to ask of what is in it would import it.
    spec = find_spec(path.partition("/")[0])
    for folder in (spec and spec.submodule_search_locations) or ():
        file = Path(folder).parent / path
        if file.is_file():
            return file
    raise NotThere(path)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)
