"""Values that travel between stages: frozen, fully typed, and knowing nothing of any stage."""
