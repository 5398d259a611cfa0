"""What the service speaks of: people, programmes in their periods, reports, signatures, history."""
