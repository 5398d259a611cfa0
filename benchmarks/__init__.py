"""Speed and memory, measured as ratios in one run. `make bench` prints the table; nothing here is a test."""
