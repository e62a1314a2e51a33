"""Reading pages: records, conditions, batched loading, lists and redirects."""
