"""Put what was published before into the chains, in the order in which it was published.

Nothing of the versions is changed: what is added proves from now on that they stay as they are.
"""

from collections import defaultdict

from django.db import migrations

from cms.legal import chain


def seal(apps, _schema_editor):
    """Give each row its place."""
    models = {
        name: apps.get_model("legal", name)
        for name in ("LegalNoticeVersion", "LegalNoticeWithdrawal")
    }
    chains = defaultdict(list)
    for name, model in models.items():
        for row in model.objects.values(*chain.columns(is_version=name == "LegalNoticeVersion")):
            place = row["translation_key"], row["language_code"]
            chains[place].append(row | {"model": model})
    for rows in chains.values():
        link = None
        for row in chain.in_order(rows):
            link = chain.linked(row, after=link)
            row["model"].objects.filter(pk=row["id"]).update(**link._asdict())


class Migration(migrations.Migration):
    dependencies = [("legal", "0004_chain")]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
