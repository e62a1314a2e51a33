"""Images and documents as answers find them."""

from cms.content.images import image_records
from cms.content.references import documents, kinds
from cms.content.tree import SiteTree


def _found(kind, ids, tree=None):
    tree = tree or SiteTree.load()
    things = kinds.find(tree, {kind: set(ids)}, day=tree.today)[kind]
    return {thing.id: thing for thing in things}


def public_images(ids, tree=None):
    """The images a reader may see, by id."""
    return _found(image_records.KIND, ids, tree)


def public_documents(ids):
    """The documents a reader may download, by id."""
    return _found(documents.KIND, ids)
