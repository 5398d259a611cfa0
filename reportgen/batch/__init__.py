"""Do the same work for every unit of a roster: many at once, resumable, with one verdict each."""
