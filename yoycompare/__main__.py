"""``python -m yoycompare``."""

import sys

from yoycompare.commands import main

sys.exit(main())
