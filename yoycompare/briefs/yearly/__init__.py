"""The yearly brief: one body's report beside that of the year before, for people to read."""
