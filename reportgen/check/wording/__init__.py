"""What the words of each component must be: functions from text to slips, which know no Word file."""
