"""Legal notices: texts with numbered versions that stay as they were."""
