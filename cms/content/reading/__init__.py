"""Reading pages: their types, records, conditions, batched loading, lists and redirects."""
