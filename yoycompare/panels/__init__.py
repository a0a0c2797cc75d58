"""Reports → Panel: observations of many reports in one frame, linked from year to year."""

from yoycompare.panels.datasets import dataset_path, load_dataset
from yoycompare.panels.panel import Failure, Panel, read_panel, read_reports

__all__ = ["Failure", "Panel", "dataset_path", "load_dataset", "read_panel", "read_reports"]
