"""Images and documents as answers find them."""

from cms.content import documents, images, referred
from cms.content.tree import SiteTree


def public_images(ids, tree=None):
    """The images a reader may see, by id."""
    found = referred.find(tree or SiteTree.load(), [images.KIND], {"image_ids": set(ids)})
    return {image.id: image for image in map(images.stored, found["images"])}


def public_documents(ids):
    """The documents a reader may download, by id."""
    found = referred.find(SiteTree.load(), [documents.KIND], {"document_ids": set(ids)})
    return {document.id: document for document in map(documents.stored, found["documents"])}
