"""The chain of all that was published of a legal notice."""

import json
from base64 import b64decode, b64encode
from datetime import date
from hashlib import sha256
from importlib import import_module

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import models
from django.utils import timezone

import pytest

from cms.content.reading.selection import Selection
from cms.legal import chain, selectors
from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.legal.withdrawals import LegalNoticeWithdrawal
from cms.settings import parsing
from tests.translation.fixtures import publish

KEY = b64encode(bytes(range(32))).decode()
CHAIN = Selection({"chain": Selection()})


def _change(notice, **fields):
    notice = LegalNoticePage.objects.get(pk=notice.pk)
    for name, value in fields.items():
        setattr(notice, name, value)
    return publish(notice)


def _read(newsroom, tag="en"):
    (page,) = selectors.legal_notices(newsroom.reading(tag), CHAIN, slug="terms")
    return page.chain


def _facts(entries):
    return [json.loads(entry.statement)[6:8] for entry in entries]


def _is_whole(entries):
    previous = chain.NOTHING
    for position, entry in enumerate(entries, start=1):
        facts = json.loads(entry.statement)
        assert (facts[3], facts[4], entry.position) == (position, previous, position)
        previous = entry.hash
        if sha256(entry.statement.encode()).hexdigest() != entry.hash:
            return False
    return True


@pytest.fixture
def notice(newsroom, translate):
    """A notice with two versions and an end, of which one version is translated."""
    notice = newsroom.notice("One.")
    translate(notice, newsroom.zh)
    notice = _change(notice, effective_on=date(2024, 6, 1))
    return _change(notice, withdrawn_on=timezone.localdate(), withdrawal_reason="Old.")


def test_versions_and_withdrawals_are_chained_by_language(newsroom, notice):
    today = timezone.localdate().isoformat()
    english = _read(newsroom)
    assert _facts(english) == [["VERSION", 1], ["VERSION", 2], ["WITHDRAWAL", today]]
    assert _is_whole(english)
    assert [entry.signature for entry in english] == [None] * 3
    version = LegalNoticeVersion.objects.get(language_code="en", number=2)
    assert json.loads(english[1].statement) == [
        "legal-notice-chain/1", str(notice.translation_key), "en", 2, english[0].hash,
        version.published_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "VERSION", 2, "2024-06-01", "en",
        version.hash, "", "",
    ]  # fmt: skip
    # The words of version 2 are those of version 1, so the translation renders both.
    chinese = _read(newsroom, "zh-Hans")
    assert _facts(chinese) == [["VERSION", 1], ["VERSION", 2]]
    assert _is_whole(chinese)


def test_a_row_changed_in_the_database_no_longer_has_its_hash(newsroom, notice):
    forged = models.QuerySet(LegalNoticeVersion).filter(language_code="en", number=1)
    forged.update(effective_on=date(2020, 1, 1))
    assert not _is_whole(_read(newsroom))


def test_a_migration_chains_what_was_published_before(newsroom, notice):
    before = _read(newsroom)
    for model in (LegalNoticeVersion, LegalNoticeWithdrawal):
        models.QuerySet(model).update(position=None, previous_hash="", chain_hash="")
    assert _read(newsroom) == []
    import_module("cms.legal.migrations.0005_chain_of_earlier_versions").seal(_Plain(), None)
    assert _read(newsroom) == before


class _Plain:
    """The models as a migration sees them: without what refuses changes."""

    def get_model(self, app, name):
        model = apps.get_model(app, name)
        return type("Model", (), {"objects": models.QuerySet(model)})


def test_versions_of_code_before_the_chain_are_chained_with_the_next(newsroom):
    notice = newsroom.notice("One.")
    models.QuerySet(LegalNoticeVersion).update(position=None, previous_hash="", chain_hash="")
    _change(notice, effective_on=date(2024, 6, 1))
    assert _facts(_read(newsroom)) == [["VERSION", 1], ["VERSION", 2]]
    assert _is_whole(_read(newsroom))


def test_statements_are_signed_with_the_key_of_the_newsroom(newsroom, settings, capsys):
    settings.LEGAL_SIGNING_KEY = KEY
    newsroom.notice("One.")
    (entry,) = _read(newsroom)
    public = chain.private_key(KEY).public_key()
    public.verify(b64decode(entry.signature), entry.statement.encode())

    call_command("legal_signing_key")
    assert capsys.readouterr().out == f"Public key: {chain.public_key(KEY)}\n"
    settings.LEGAL_SIGNING_KEY = ""
    call_command("legal_signing_key", "--new")
    private, shown = capsys.readouterr().out.splitlines()
    new = private.removeprefix("LEGAL_SIGNING_KEY=")
    assert shown == f"Public key: {chain.public_key(new)}"


@pytest.mark.parametrize("value", ["abc", "AAAA", KEY + "AAAA", "ключ"])
def test_what_is_no_key_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match="LEGAL_SIGNING_KEY"):
        parsing.ed25519_key("LEGAL_SIGNING_KEY", value)
    assert parsing.ed25519_key("LEGAL_SIGNING_KEY", KEY) == KEY
