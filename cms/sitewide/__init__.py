"""The parts that all pages of a site show: its publisher, the header and the footer."""
