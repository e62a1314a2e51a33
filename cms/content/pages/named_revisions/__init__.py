"""Named versions: revisions that somebody gave a name, and that stay as they are."""
