"""The chain of all that was published of a notice in a language, so that nothing can be slipped in.

Each version and each withdrawal has a statement: a line of JSON with its place in the chain, the
hash of the statement before it, and its facts. Its hash is SHA-256 of the statement in UTF-8, and
with a key of the newsroom the statement is signed with Ed25519 (RFC 8032).

Statements are made of the rows whenever they are read, and hashes are stored: a row that was
changed in the database no longer has its hash.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORMAT = "legal-notice-chain/1"
# Of the hash before the first one.
NOTHING = "0" * 64


_PLACE = (
    "id", "translation_key", "language_code", "published_at", "position", "previous_hash",
    "chain_hash",
)  # fmt: skip
_VERSION = (
    "number", "effective_on", "prevailing_language_code", "hash", "change_kind", "change_note",
)  # fmt: skip
_WITHDRAWAL = ("withdrawn_on", "reason", "replacement_key")


def columns(*, is_version: bool) -> tuple[str, ...]:
    """The columns of a version or a withdrawal that its statement and its place are made of."""
    return _PLACE + (_VERSION if is_version else _WITHDRAWAL)


class ChainLink(NamedTuple):
    """The place of a row in its chain; ``signature`` is empty where nobody signs."""

    position: int
    previous_hash: str
    chain_hash: str
    signature: str


def statement(row: Mapping[str, Any]) -> str:
    """The statement of a stored version or withdrawal, with its place in the chain."""
    facts = [
        FORMAT,
        str(row["translation_key"]),
        tags.canonical(row["language_code"]),
        row["position"],
        row["previous_hash"],
        _moment(row["published_at"]),
        *(_of_version(row) if "number" in row else _of_withdrawal(row)),
    ]
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def _of_version(row: Mapping[str, Any]) -> list[Any]:
    return [
        "VERSION", row["number"], row["effective_on"].isoformat(),
        tags.canonical(row["prevailing_language_code"]), row["hash"],
        row["change_kind"], row["change_note"],
    ]  # fmt: skip


def _of_withdrawal(row: Mapping[str, Any]) -> list[Any]:
    day: date | None = row["withdrawn_on"]
    key = row["replacement_key"]
    return [
        "WITHDRAWAL", day.isoformat() if day else None, row["reason"], str(key) if key else None,
    ]  # fmt: skip


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def linked(row: Mapping[str, Any], *, after: ChainLink | None, key: str = "") -> ChainLink:
    """The place of a row after another one; signed with the key, in Base64, if there is one."""
    position, previous = (after.position + 1, after.chain_hash) if after else (1, NOTHING)
    text = statement({**row, "position": position, "previous_hash": previous}).encode()
    return ChainLink(position, previous, sha256(text).hexdigest(), signed(text, key) if key else "")


def signed(text: bytes, key: str) -> str:
    """The signature of a text with a private key, both in Base64."""
    return b64encode(private_key(key).sign(text)).decode()


def private_key(key: str) -> Ed25519PrivateKey:
    """The private key of 32 bytes in Base64.

    Raises:
        ValueError: it is something else.
    """
    return Ed25519PrivateKey.from_private_bytes(b64decode(key, validate=True))


def public_key(key: str) -> str:
    """The public key in Base64 that belongs to a private key."""
    return b64encode(private_key(key).public_key().public_bytes_raw()).decode()


def in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a chain in the order in which they were published."""
    return sorted(rows, key=lambda row: (row["published_at"], "number" not in row, row["id"]))
