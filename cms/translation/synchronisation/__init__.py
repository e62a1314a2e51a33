"""From a source to its translations: drafts and synchronised fields."""
