"""Reports → Panel: observations of many reports in one frame, linked from year to year."""

from yoycompare.panels.datasets import dataset_path, load_dataset
from yoycompare.panels.panel import Panel, read_panel

__all__ = ["Panel", "dataset_path", "load_dataset", "read_panel"]
