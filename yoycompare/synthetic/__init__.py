"""Synthetic reports: invented figures of invented bodies, to test and to measure with. None is real."""

from yoycompare.synthetic.files import SyntheticFile, random_file

__all__ = ["SyntheticFile", "random_file"]
