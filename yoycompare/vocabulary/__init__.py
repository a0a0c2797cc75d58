"""What is known before a file is opened: metrics, forms, ratios, splits, accounts, units.

Facts stand in TOML (folder ``gid``); the Python here reads, checks and looks up.
"""

from yoycompare.vocabulary.loader import default_vocabulary, load_vocabulary
from yoycompare.vocabulary.vocabulary import Vocabulary

__all__ = ["Vocabulary", "default_vocabulary", "load_vocabulary"]
