"""Content versions, page snapshots and lifetimes: whether an answer is still right."""
