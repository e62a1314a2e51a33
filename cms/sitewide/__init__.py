"""What every page of a site shows: who publishes it, the header and the footer."""
