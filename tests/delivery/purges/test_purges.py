"""Purges as each kind of cache wants them."""

import json
import logging
from xml.etree import ElementTree

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from cms.delivery.dispatch import planning
from cms.delivery.dispatch.worker import Sender
from cms.delivery.outbox.http_client import Response
from cms.delivery.outbox.models import Delivery, Receiver
from cms.delivery.purges import caches, configured
from cms.delivery.versions import content_version

TAGS = [f"page-{number:016x}" for number in range(700)]


def drain():
    sender = Sender()
    sender.drain()
    sender.close()


@pytest.fixture
def purge(numbered, settings, receiver):
    """Raise tags and purge them from a cache of this kind, which the server stands in for."""

    def run(url, tags):
        settings.PURGE_URLS = [url.format(f"127.0.0.1:{receiver.port}")]
        content_version.invalidate_tags(tags)
        drain()
        return receiver.received

    return run


def test_varnish_gets_the_tags_in_a_header_with_the_version(purge):
    (received,) = purge("varnish://{0}", ["page-b", "page-a"])
    assert (received.method, received.path, received.body) == ("PURGE", "/", b"")
    assert received.headers["xkey"] == "page-a page-b"
    assert received.headers["x-content-version"] == str(content_version.current())
    assert Receiver.objects.get().name.startswith("Varnish http://127.0.0.1:")
    assert Delivery.objects.get().status == "delivered"


def test_varnish_gets_as_many_tags_as_fit_into_a_header(purge):
    received = purge("varnish://{0}", TAGS)
    assert len(received) == 3
    assert [tag for one in received for tag in one.headers["xkey"].split()] == TAGS
    assert max(len(one.headers["xkey"]) for one in received) <= 7 * 1024


def test_each_varnish_is_told_by_itself(numbered, settings, receiver, second_receiver, caplog):
    caplog.set_level(logging.CRITICAL, "cms.delivery.outbox")
    settings.PURGE_URLS = [f"varnish://127.0.0.1:{one.port}" for one in (receiver, second_receiver)]
    receiver.answers = [503]
    content_version.invalidate_tags(["page-a"])
    drain()
    assert (len(receiver.received), len(second_receiver.received)) == (1, 1)
    assert sorted(Delivery.objects.values_list("status", flat=True)) == ["delivered", "waiting"]

    content_version.invalidate_tags(["page-b"])
    Receiver.objects.update(next_at=timezone.now())
    drain()
    # What was missed goes with what is new.
    assert [one.headers["xkey"] for one in receiver.received] == ["page-a", "page-a page-b"]
    assert [one.headers["xkey"] for one in second_receiver.received] == ["page-a", "page-b"]


def succeed(handler):
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(b'{"success": true, "errors": [], "result": {"id": "1"}}')


def test_cloudflare_gets_thirty_tags_a_request(purge, receiver):
    receiver.answers = [succeed] * 3
    received = purge("cloudflare://:a%2Fsecret@zone1?api=http://{0}", TAGS[:70])
    assert [json.loads(one.body) for one in received] == [
        {"tags": TAGS[:30]}, {"tags": TAGS[30:60]}, {"tags": TAGS[60:70]},
    ]  # fmt: skip
    assert {(one.method, one.path) for one in received} == {
        ("POST", "/client/v4/zones/zone1/purge_cache")
    }
    assert received[0].headers["authorization"] == "Bearer a/secret"
    assert Receiver.objects.get().name == "Cloudflare zone1"


def test_cloudflare_is_asked_again_where_it_says_in_the_body_that_it_failed(
    purge, receiver, caplog
):
    caplog.set_level(logging.CRITICAL, "cms.delivery.outbox")

    def fail(handler):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b'{"success": false, "errors": [{"message": "no such zone"}]}')

    receiver.answers = [fail]
    purge("cloudflare://:secret@zone1?api=http://{0}", ["page-a"])
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.error) == ("waiting", "Refused: 200")
    assert "no such zone" in delivery.response_text


def test_fastly_gets_256_keys_a_request(purge):
    received = purge("fastly://:secret@service1?api=http://{0}", TAGS)
    assert [json.loads(one.body)["surrogate_keys"] for one in received] == [
        TAGS[:256], TAGS[256:512], TAGS[512:],
    ]  # fmt: skip
    assert received[0].path == "/service/service1/purge"
    assert received[0].headers["fastly-key"] == "secret"


def test_cloudfront_gets_one_invalidation_by_tag(purge):
    (received,) = purge("cloudfront://AKID:a%2Bsecret@E1ABC?api=http://{0}", ["page-a", "page-b"])
    assert (received.method, received.path) == (
        "POST", "/2020-05-31/distribution/E1ABC/invalidation",
    )  # fmt: skip
    names = {"cf": "http://cloudfront.amazonaws.com/doc/2020-05-31/"}
    batch = ElementTree.fromstring(received.body)  # noqa: S314 - it was written here
    assert [one.text for one in batch.findall("cf:Paths/cf:Items/cf:Path", names)] == [
        "#page-a", "#page-b",
    ]  # fmt: skip
    assert batch.findtext("cf:Paths/cf:Quantity", namespaces=names) == "2"
    assert len(batch.findtext("cf:CallerReference", "", names)) == 36
    authorization = received.headers["authorization"]
    assert authorization.startswith("AWS4-HMAC-SHA256 Credential=AKID/")
    assert "/us-east-1/cloudfront/aws4_request, SignedHeaders=content-type;host;x-amz-date, " in (
        authorization
    )
    assert resigned(received) == authorization


def resigned(received):
    """The header that Amazon works out from the request it got, at the time the request names."""
    request = AWSRequest(
        received.method,
        f"http://{received.headers['host']}{received.path}",
        headers={name: received.headers[name] for name in ("content-type", "x-amz-date")},
        data=received.body,
    )
    request.context["timestamp"] = received.headers["x-amz-date"]
    signer = SigV4Auth(Credentials("AKID", "a+secret"), "cloudfront", "us-east-1")
    text = signer.string_to_sign(request, signer.canonical_request(request))
    names = signer.signed_headers(signer.headers_to_sign(request))
    return (
        f"AWS4-HMAC-SHA256 Credential={signer.scope(request)}, SignedHeaders={names}, "
        f"Signature={signer.signature(text, request)}"
    )


def test_a_temporary_key_sends_its_token_signed():
    cache = configured.cache("cloudfront://AKID:secret@E1?session_token=temporary")
    (request,) = cache.requests(["page-a"], version=1)
    assert request.headers["X-Amz-Security-Token"] == "temporary"
    assert ";x-amz-security-token," in request.headers["Authorization"]


@pytest.mark.parametrize(
    ("url", "most"),
    [("cloudflare://:s@zone?api=http://{0}", 300), ("cloudfront://k:s@E1?api=http://{0}", 100)],
)
def test_more_tags_than_are_worth_it_are_purged_as_what_all_answers_carry(
    purge, receiver, url, most
):
    receiver.answers = [succeed]
    (received,) = purge(url, TAGS[: most + 1])
    assert b"tree" in received.body
    assert b"page-" not in received.body


def test_pieces_hold_everything_once_and_in_order():
    tags = ["a", "bb", "ccc", "dddd"]
    assert list(caches.batches(tags, count=2)) == [["a", "bb"], ["ccc", "dddd"]]
    assert list(caches.batches(tags, count=9, size=8)) == [["a", "bb", "ccc"], ["dddd"]]
    assert list(caches.batches(["longer than allowed"], count=9, size=3)) == [
        ["longer than allowed"]
    ]
    assert list(caches.batches([], count=9)) == []


@pytest.mark.parametrize("url", ["http://a", "varnish://", "cloudflare://:token@", "nonsense"])
def test_an_address_that_names_no_cache_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="varnish://, cloudflare://, cloudfront://"):
        configured.cache(url)


def test_no_name_of_a_receiver_holds_a_secret():
    for url in ("cloudflare://:s3cret@z", "fastly://:s3cret@s", "cloudfront://key:s3cret@d"):
        assert "s3cret" not in configured.cache(url).name


def test_the_receiver_of_a_cache_is_made_once(numbered, settings):
    settings.PURGE_URLS = ["varnish://127.0.0.1:1", "varnish://127.0.0.1:2"]
    first, second = planning.receivers_of_caches(), planning.receivers_of_caches()
    assert first.keys() == second.keys()
    assert len(first) == Receiver.objects.count() == 2


def test_a_refusal_is_a_failure_for_every_kind():
    for url in ("varnish://a", "cloudflare://:s@z", "fastly://:s@s", "cloudfront://k:s@d"):
        cache = configured.cache(url)
        assert not cache.has_accepted(Response(403, "{}"))
        assert not cache.has_accepted(Response(error="refused"))
