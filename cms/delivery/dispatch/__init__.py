"""From committed changes to deliveries: planning and sending."""
