import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("delivery", "0002_perspectives_and_releases"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="BrokenLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=100, verbose_name="field")),
                ("block_id", models.CharField(blank=True, max_length=64, verbose_name="block")),
                ("text", models.CharField(blank=True, max_length=255, verbose_name="link text")),
                ("url", models.CharField(blank=True, max_length=500, verbose_name="URL")),
                ("reason", models.CharField(max_length=255, verbose_name="reason")),
                ("is_outside", models.BooleanField(default=False, verbose_name="on another site")),
                (
                    "seen_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="seen at"),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.page",
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "broken link",
                "verbose_name_plural": "broken links",
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="CheckedUrl",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.CharField(max_length=500, unique=True, verbose_name="URL")),
                ("reason", models.CharField(blank=True, max_length=255, verbose_name="reason")),
                ("checked_at", models.DateTimeField(db_index=True, verbose_name="checked at")),
            ],
            options={
                "verbose_name": "checked URL",
                "verbose_name_plural": "checked URLs",
                "default_permissions": (),
            },
        ),
    ]
