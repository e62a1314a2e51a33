"""Cache tags, and values that are memoised under them."""
