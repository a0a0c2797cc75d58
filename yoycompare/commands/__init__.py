"""The command line: `yoycompare read | compare | chart | demo`."""

from yoycompare.commands.main import main

__all__ = ["main"]
