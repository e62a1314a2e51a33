"""Keep which texts of published translations a machine wrote, and label those published before.

What was published is known by digests of the source's texts. Where somebody has confirmed a text
since, what readers see is the machine's until the next publication; its engine is not known then.
"""

from hashlib import sha256

from django.db import migrations, models

_NOT_MACHINES = ("Earlier translation", "Translation memory")
_UNKNOWN = ("PO File", "XLIFF file")


def label(apps, _schema_editor):
    """Go through the pages with texts of a machine."""
    states = apps.get_model("translation", "PageTextState")
    for row in states.objects.filter(machine_count__gt=0).iterator():
        texts = list(_texts(apps.get_model("wagtail_localize", "StringTranslation"), row))
        if texts:
            is_partial = not all(row.translated.values()) or bool(row.untranslated)
            row.machine_texts = {"is_partial": is_partial, "texts": texts}
            row.save(update_fields=["machine_texts"])


def _texts(translations, row):
    rows = translations.objects.filter(
        context__object_id=row.translation_key, locale_id=row.locale_id
    )
    columns = (
        "context__path", "translation_of__data", "data", "translation_type", "tool_name",
        "updated_at",
    )  # fmt: skip
    for path, source, text, type_, tool, updated_at in rows.order_by("pk").values_list(*columns):
        digest = sha256(f"{path}\0{source}".encode()).hexdigest()[:24]
        if not row.translated.get(digest) or tool in _NOT_MACHINES:
            continue
        is_known = type_ == "machine" and tool not in _UNKNOWN
        words = sha256(text.encode()).hexdigest()[:24]
        yield path, words, tool if is_known else "", updated_at.isoformat() if is_known else ""


class Migration(migrations.Migration):
    dependencies = [
        ("translation", "0001_initial"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.AddField(
            model_name="pagetextstate",
            name="machine_texts",
            field=models.JSONField(null=True, verbose_name="texts of a machine"),
        ),
        migrations.RunPython(label, migrations.RunPython.noop),
    ]
