"""Images and documents as answers find them."""

from cms.content import documents, images, referred
from cms.content.tree import SiteTree


def _found(kind, ids, tree=None):
    tree = tree or SiteTree.load()
    things = referred.find(tree, {kind: set(ids)}, day=tree.today)[kind]
    return {thing.id: thing for thing in things}


def public_images(ids, tree=None):
    """The images a reader may see, by id."""
    return _found(images.KIND, ids, tree)


def public_documents(ids):
    """The documents a reader may download, by id."""
    return _found(documents.KIND, ids)
