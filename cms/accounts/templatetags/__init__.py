"""Template tags of accounts and of the admin."""
