import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def write_codes(apps, _schema_editor):
    """Name the languages of all versions by their codes."""
    locales = apps.get_model("wagtailcore", "Locale").objects

    def code_of(name):
        return Subquery(locales.filter(pk=OuterRef(name)).values("language_code")[:1])

    apps.get_model("legal", "LegalNoticeVersion").objects.update(
        language_code=code_of("locale_id"),
        prevailing_language_code=code_of("prevailing_locale_id"),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("legal", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="legalnoticeversion",
            name="language_code",
            field=models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="legalnoticeversion",
            name="prevailing_language_code",
            field=models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.RunPython(write_codes),
        migrations.RemoveField(model_name="legalnoticeversion", name="locale"),
        migrations.RemoveField(model_name="legalnoticeversion", name="prevailing_locale"),
        migrations.AlterField(
            model_name="legalnoticepage",
            name="prevailing_locale",
            field=models.ForeignKey(
                blank=True,
                help_text="Whose text decides where translations differ. Empty: the source language.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.locale",
                verbose_name="prevailing language",
            ),
        ),
    ]
