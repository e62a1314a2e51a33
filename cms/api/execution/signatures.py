"""The signatures of the functions that an operation is compiled into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from graphql import ExecutionContext

Data = TypeVar("Data")
# What graphql-core calls a path: the path above, the name or index here, the type's name. A
# tuple is made in a tenth of the time, and a path is looked at only when something goes wrong.
ResponsePath = tuple[Any, str | int, str | None]
# What is given in place of a value that an exception kept from being made.
Failure = Callable[[Exception, ResponsePath, ExecutionContext], None]
# Gives the value of a field of an object.
Resolution = Callable[[Any, ResponsePath, ExecutionContext], Any]
# Makes data of a value at a path.
Completion = Callable[[Any, ResponsePath, ExecutionContext], Any]
# Returns the data of a field of an object at a path.
FieldFunction = Callable[[Any, ResponsePath | None, ExecutionContext], Any]
# Makes the data of an object at a path.
ObjectFunction = Callable[[Any, ResponsePath | None, ExecutionContext], dict[str, Any]]
