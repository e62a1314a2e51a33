"""How far our modules reach into code of others, as their text says it."""

import ast
import re
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CMS = ROOT / "cms"
# What Django documents for everybody to use, and Python of tuples with names.
DOCUMENTED = {"_base_manager", "_default_manager", "_meta", "_replace"}
OWN_PROCESS = {"sys", "os"}


def module_of(path):
    """The name of a module of ours, by its file."""
    return ".".join(Path(path).relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@lru_cache
def texts():
    """The text of each module of ours, by its name."""
    left_out = {"migrations", "settings"}
    paths = [path for path in CMS.rglob("*.py") if not left_out & set(path.parts)]
    return {module_of(path): path.read_text() for path in sorted(paths)}


@lru_cache
def trees():
    return {module: ast.parse(text) for module, text in texts().items()}


@lru_cache
def own_private_names():
    """The private names that our classes define, or our objects are given."""
    return {name for tree in trees().values() for node in ast.walk(tree) for name in _given(node)}


def _given(node):
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield from [node.attr] if ast.unparse(node.value) == "self" else []
    for one in node.body if isinstance(node, ast.ClassDef) else []:
        if isinstance(one, ast.FunctionDef | ast.ClassDef):
            yield one.name
        elif isinstance(one, ast.Assign | ast.AnnAssign):
            yield from (name.id for name in ast.walk(one) if isinstance(name, ast.Name))


def private_names(tree):
    """The private names that a module asks an object for, and that none of our classes has."""
    known = own_private_names() | DOCUMENTED
    for node in ast.walk(tree):
        name = ""
        if isinstance(node, ast.Attribute):
            name = node.attr
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"getattr", "hasattr"}:
            asked = node.args[1]
            name = str(asked.value) if isinstance(asked, ast.Constant) else ""
        if re.match(r"_[a-z]", name) and name not in known and _root(node) not in OWN_PROCESS:
            yield name


def assigned_names(tree):
    """The attributes and items of others that a module assigns, and the receivers it takes away."""
    others = _imported_from_others(tree)
    for node in ast.walk(tree):
        for target in _targets(node):
            if isinstance(target, ast.Attribute | ast.Subscript) and _root(target) in others:
                of = target.value if isinstance(target, ast.Subscript) else target
                yield of.attr if isinstance(of, ast.Attribute) else ast.unparse(of)
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr == "disconnect" and _root(node.args[0]) in others:
            yield ast.unparse(node.args[0]).rpartition(".")[2]


def internal_modules(tree):
    """The modules for internal use that a module imports, or imports from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not str(node.module).startswith("cms."):
            for one in node.names:
                name = f"{node.module}.{one.name}"
                if re.search(r"\.internal\.|\._[a-z]", name):
                    yield name


def _targets(node):
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign | ast.AugAssign) else []


def _imported_from_others(tree):
    """The names in a module that stand for what others define.

    Those of imports, and of variables of any type that are given something of an import.
    """
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [one for one in node.names if not one.name.startswith("cms.")]
            found |= {one.asname or one.name.partition(".")[0] for one in names}
        elif isinstance(node, ast.ImportFrom) and not str(node.module).startswith("cms."):
            found |= {one.asname or one.name for one in node.names}
    found -= OWN_PROCESS
    for node in ast.walk(tree):
        if not (isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "Any"):
            continue
        if node.value and isinstance(node.target, ast.Name):
            found |= {node.target.id} if _root(node.value) in found else set()
    return found


def _root(node):
    """The name an expression begins with; none where it makes something new."""
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "type":
            node = node.args[0]
        elif isinstance(node, ast.Call) and (
            isinstance(node.func, ast.Attribute) or ast.unparse(node.func).startswith("get_")
        ):
            node = node.func
        else:
            return None
    return node.id
