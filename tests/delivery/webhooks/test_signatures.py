"""Signatures as the Standard Webhooks specification says."""

import base64

from cms.delivery.webhooks import signatures

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
KEY = "msg_p5jXN8AQM9LWM0D4loKWxJek"
BODY = b'{"test": 2432232314}'


def test_signs_as_other_implementations_do():
    signature = signatures.signature(KEY, timestamp=1614265330, body=BODY, secret=SECRET)
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_headers_hold_one_signature_for_each_secret():
    other = signatures.new_secret()
    headers = signatures.headers(KEY, timestamp=1614265330, body=BODY, secrets=[SECRET, other])

    first, second = headers.pop("webhook-signature").split(" ")
    assert headers == {"webhook-id": KEY, "webhook-timestamp": "1614265330"}
    assert first == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert second == signatures.signature(KEY, timestamp=1614265330, body=BODY, secret=other)


def test_secrets_are_random_and_long_enough():
    one, other = signatures.new_secret(), signatures.new_secret()
    assert one != other
    assert len(base64.b64decode(one.removeprefix("whsec_"), validate=True)) == 32
