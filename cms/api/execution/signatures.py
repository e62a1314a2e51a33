"""The signatures of the functions that an operation is compiled into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from graphql import ExecutionContext

Data = TypeVar("Data")
# What graphql-core calls a path: the place above, the name or index here, the type's name. A
# tuple is made in a tenth of the time, and a path is looked at only when something goes wrong.
Place = tuple[Any, str | int, str | None]
# What is given in place of a value that an exception kept from being made.
Failure = Callable[[Exception, Place, ExecutionContext], None]
# Gives the value of a field of an object.
Resolution = Callable[[Any, Place, ExecutionContext], Any]
# Makes data of a value at a place.
Completion = Callable[[Any, Place, ExecutionContext], Any]
# Returns the data of a field of an object at a place.
FieldFunction = Callable[[Any, Place | None, ExecutionContext], Any]
# Makes the data of an object at a place.
ObjectFunction = Callable[[Any, Place | None, ExecutionContext], dict[str, Any]]
