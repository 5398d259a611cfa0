"""Facts that a report tells in several places: what keeps two numbers apart, and what makes them one."""
