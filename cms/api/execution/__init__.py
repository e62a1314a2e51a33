"""Running a document: compiled to closures once, kept, and run for every request that sends it.

* ``context`` holds graphql-core's own execution context, and one that runs what was compiled,
* ``compiler`` compiles what is selected of an object, ``resolvers`` how one field is asked,
* ``objects`` puts the fields of an object together,
* ``values`` compiles how a value becomes data, as its type says,
* ``errors`` turns an exception into an error at its path,
* ``recording`` holds a context that notes the objects of an answer, for content to come,
* ``identity`` is how something is kept with a document.

graphql-core still chooses the operation, coerces variables and arguments, collects fields and words
the errors, so answers are its answers. What is saved is doing for each value what is the same for
all of them: finding the field's definition and resolver, taking types apart, keeping paths, and
asking whether something has to be awaited: about 7 µs a field. A list of 20 news took 1.2 ms of CPU
on SQLite and 2.5 on PostgreSQL, compiled 0.7 and 1.7. Resolvers here are synchronous.

Knows nothing of pages or of HTTP.
"""

from cms.api.execution.context import CompiledContext, PlainContext
from cms.api.execution.identity import kept_with
from cms.api.execution.plans import FieldNodes
from cms.api.execution.recording import AnsweredObject, RecordingContext

__all__ = [
    "AnsweredObject",
    "CompiledContext",
    "FieldNodes",
    "PlainContext",
    "RecordingContext",
    "kept_with",
]
