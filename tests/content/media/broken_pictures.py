"""Pictures of every accepted format, whole and broken, and the ways to upload one."""

from __future__ import annotations

import json
import struct
import zlib
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from PIL import Image as Picture

if TYPE_CHECKING:
    from django.test import Client


def noise(width: int = 48, height: int = 32) -> Picture.Image:
    """A picture that no format makes small."""
    return Picture.effect_noise((width, height), 80).convert("RGB")


def written(picture: Picture.Image, format_: str, **options: Any) -> bytes:
    """A picture as a file."""
    content = BytesIO()
    picture.save(content, format_, **options)
    return content.getvalue()


def animation(format_: str, **options: Any) -> bytes:
    """Three frames in red, green and blue."""
    first, *others = (Picture.new("RGB", (48, 32), name) for name in ("red", "lime", "blue"))
    moving = {"save_all": True, "append_images": others, "duration": [50, 60, 70], "loop": 0}
    return written(first, format_, **moving | options)


def bomb() -> bytes:
    """A PNG file of a few bytes that says that it has 400 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


WHOLE = {
    "a.avif": written(noise(), "AVIF"),
    "a.gif": written(noise(), "GIF"),
    "a.jpg": written(noise(), "JPEG"),
    "progressive.jpeg": written(noise(), "JPEG", progressive=True),
    "a.png": written(noise(), "PNG"),
    "a.webp": written(noise(), "WEBP"),
    "moving.gif": animation("GIF"),
    "moving.png": animation("PNG"),
    "moving.webp": animation("WEBP"),
    "moving.avif": animation("AVIF"),
}
CUT = {f"cut-{name}": content[: len(content) * 2 // 3] for name, content in WHOLE.items()}
SPOILT = {
    "spoilt.png": WHOLE["a.png"][:60] + bytes(200) + WHOLE["a.png"][260:],
    "header-only.jpg": WHOLE["a.jpg"][:24],
    "header-only.gif": WHOLE["a.gif"][:13],
    "header-only.png": WHOLE["a.png"][:33],
}


def in_form(response: Any) -> str:
    """The errors on a page with a form; empty if the form was accepted."""
    return "" if response.status_code == 302 else shown(response.content.decode())


def shown(html: str) -> str:
    """The message that a form shows below a field."""
    found = html.partition('class="error-message')[2].partition("</")[0].rpartition(">")[2]
    return unescape(found).strip()


def fields(name: str, content: bytes) -> dict[str, Any]:
    """The data of a form for an image or a document."""
    root = Collection.get_first_root_node().pk
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return {"title": "A", "file": file, "collection": root, "tags": ""}


def added(client: Client, name: str, content: bytes, model: Any) -> str:
    """The form of its own."""
    url = reverse(f"wagtail{model._meta.model_name}s:add".replace("documents", "docs"))
    return in_form(client.post(url, fields(name, content)))


def added_among_several(client: Client, name: str, content: bytes, model: Any) -> str:
    """The page several files are dropped on."""
    url = reverse(f"wagtail{model._meta.model_name}s:add_multiple".replace("documents", "docs"))
    sent = {"title": "A", "files[]": SimpleUploadedFile(name, content)}
    return str(client.post(url, sent).json().get("error_message", ""))


def waiting_for_its_form(client: Client, name: str, content: bytes, model: Any) -> str:
    """The same page, where something besides the file is wrong."""
    url = reverse(f"wagtail{model._meta.model_name}s:add_multiple".replace("documents", "docs"))
    sent = {"title": "A" * 300, "files[]": SimpleUploadedFile(name, content)}
    return str(client.post(url, sent).json().get("error_message", ""))


def put_in_place_of_another(client: Client, name: str, content: bytes, model: Any) -> str:
    """The form of one that there is."""
    pk = model.objects.order_by("pk").first().pk
    url = f"wagtail{model._meta.model_name}s:edit".replace("documents", "docs")
    return in_form(client.post(reverse(url, args=[pk]), fields(name, content)))


def added_in_chooser(client: Client, name: str, content: bytes, model: Any) -> str:
    """The chooser of the page editor, that of rich text included."""
    kind = model._meta.model_name
    sent = {f"{kind}-chooser-upload-{key}": one for key, one in fields(name, content).items()}
    url = reverse(f"wagtail{kind}s_chooser:create".replace("documents", "docs"))
    return shown(json.loads(client.post(url, sent).content).get("htmlFragment", ""))


def worn(client: Client, name: str, content: bytes, model: Any) -> str:
    """The profile picture on the page of one's account."""
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    sent = {
        "avatar-avatar": file,
        "name_email-first_name": "A",
        "name_email-last_name": "B",
        "name_email-email": "a@example.org",
        "locale-preferred_language": "en",
        "locale-current_time_zone": "UTC",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    return in_form(client.post(reverse("wagtailadmin_account"), sent))


WAYS = [
    added, added_among_several, waiting_for_its_form, put_in_place_of_another, added_in_chooser,
]  # fmt: skip
