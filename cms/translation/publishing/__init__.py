"""The requirements a translation meets before it is published, and their confirmation."""
