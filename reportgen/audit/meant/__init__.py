"""Figures whose words say clearly what they are computed from, wherever in the report that stands."""
