import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportedPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=400)),
                ("fingerprint", models.CharField(max_length=64)),
                ("written", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField(auto_now=True)),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "imported page",
                "verbose_name_plural": "imported pages",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("origin", "key"), name="a_page_of_an_origin_is_imported_once"
                    )
                ],
            },
        ),
    ]
