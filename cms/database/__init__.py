"""SQL that is kept, run and indexed. Knows no content: of Wagtail only its tables."""
