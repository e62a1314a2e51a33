"""The files of the frontend contract: schema, operations, examples, compatibility."""
