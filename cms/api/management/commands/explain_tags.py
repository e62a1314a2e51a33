"""Say what the answer at a path of the frontend depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from graphql import ExecutionResult, execute

from cms.api.content.context import Context
from cms.api.contract.files import OPERATIONS
from cms.api.http.document_cache import document
from cms.api.schema import schema
from cms.delivery.versions import content_version, lifetimes

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Asks ``Route`` for a path and shows the cache tags of the answer."""

    help = (
        "Show the cache tags of the answer that a frontend gets for PATH: each with the content "
        "version that raised it last, the latest first; then until when the answer is valid."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The URL as an argument."""
        parser.add_argument("path", metavar="PATH", help="for example /en/news/")

    def handle(self, *_args: Any, path: str, **_options: Any) -> None:
        """Ask, and write what is known."""
        version, at = content_version.current(), timezone.now()
        context = Context()
        text = (OPERATIONS / "Route.graphql").read_text()
        ast = document(text, hide_suggestions=True).ast
        assert ast is not None  # noqa: S101 - the contract is valid
        result = execute(
            schema.graphql_schema, ast, variable_values={"path": path}, context_value=context
        )
        assert isinstance(result, ExecutionResult)  # noqa: S101 - all resolvers are synchronous
        if result.errors or result.data is None:
            raise CommandError("; ".join(error.message for error in result.errors or ()))
        tags = context.dependencies.tags
        raised = content_version.tag_versions(tags)
        until = lifetimes.valid_until(tags, version=version, at=at)
        self.stdout.write(f"{result.data['route']['__typename']} at content version {version}")
        for tag in sorted(tags, key=lambda tag_: (-raised.get(tag_, 0), tag_)):
            self.stdout.write(f"{raised.get(tag, '-'):>10}  {tag}")
        self.stdout.write(f"Valid until {until.isoformat() if until else 'something changes'}")
