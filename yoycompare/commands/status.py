"""Exit statuses of the command line."""

DONE = 0
UNUSABLE = 2  # nothing could be read, or the arguments are off
INTERRUPTED = 130
