"""The command line: `yoycompare read | agree | compare | chart | demo`."""

from yoycompare.commands.main import main

__all__ = ["main"]
