"""What a translation requires before it is published."""
