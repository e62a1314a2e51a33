"""Links, documents and pages that content refers to."""
