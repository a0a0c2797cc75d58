"""Exit statuses of the command line."""

DONE = 0
DIFFERENT = 1  # two readings do not agree, or a report does not add up
UNUSABLE = 2  # nothing could be read, or the arguments are off
INTERRUPTED = 130
