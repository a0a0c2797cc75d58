"""Objects of a page → the thin lines that it draws."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final

from attrs import Factory, define, frozen

from yoycompare.documents.document import Source
from yoycompare.documents.limits import Limits
from yoycompare.documents.pdf_library import (
    Box,
    Matrix,
    address_of,
    bounds_of,
    clip_of,
    common,
    matrix_of,
    moved,
    pdf,
    then,
)

__all__ = ["Stroke", "StrokeReading"]

FORMS_DEPTH: Final = 12
THICKEST_LINE: Final = 4.0  # points; what is thicker is a bar or a background
SHORTEST_LINE: Final = 4.0
ONE_BOX: Final = 5  # segments

Point = tuple[float, float]


@frozen
class Stroke:
    """A thin line along an axis: the middle line of what is drawn.

    `is_cut_left`, `is_cut_right`: the line goes on beyond what the page shows.
    """

    left: float
    top: float
    right: float
    bottom: float
    is_cut_left: bool = False
    is_cut_right: bool = False


@define(kw_only=True)
class StrokeReading:
    """One pass over the objects of a page.

    Parameters
    ----------
    page
        The page, open.
    upright
        From the coordinates of the file to those of the page as it is looked at.
    limits
        How many objects may be drawn.
    objects
        How many were drawn on the pages before.

    Attributes
    ----------
    texts_in_forms
        Text objects inside form XObjects, by address, with the matrix from the form to the page.
    clips
        Text objects that show in part, by address, with the part of the page on which they show.
    """

    page: Any
    upright: Matrix
    limits: Limits
    strokes: list[Stroke] = Factory(list)
    texts_in_forms: dict[int, tuple[Any, Matrix]] = Factory(dict)
    clips: dict[int, Box] = Factory(dict)
    objects: int = 0

    def read(self, source: Source) -> None:
        """Collect the thin lines, those inside form XObjects too.

        Raises
        ------
        DocumentError
            The pages up to this one draw too much to be a report.
        """
        shown = 0.0, 0.0, self.page.get_width(), self.page.get_height()
        count, get = pdf.FPDFPage_CountObjects, pdf.FPDFPage_GetObject
        self._read_objects(count, get, self.page.raw, self.upright, shown, 0)
        drawn = "the PDF draws {found} objects and more"
        self.limits.check("drawn_objects", self.objects, source.name, drawn)

    def _read_objects(
        self,
        count: Callable[[Any], int],
        get: Callable[[Any, int], Any],
        owner: Any,
        matrix: Matrix,
        shown: Box,
        depth: int,
    ) -> None:
        for index in range(count(owner)):
            self.objects += 1
            if self.objects > self.limits.drawn_objects:
                return
            drawn = get(owner, index)
            kind = pdf.FPDFPageObj_GetType(drawn)
            clip = (
                clip_of(drawn, matrix, shown) if depth == 0 else shown
            )  # inside forms clips are not reliable
            if kind == pdf.FPDF_PAGEOBJ_PATH:
                self._read_path(drawn, matrix, clip)
            elif kind == pdf.FPDF_PAGEOBJ_TEXT:
                if depth:
                    self.texts_in_forms[address_of(drawn)] = drawn, matrix
                if clip != shown or depth:
                    self._read_text(drawn, matrix, clip)
            elif kind == pdf.FPDF_PAGEOBJ_FORM and depth < FORMS_DEPTH:
                inner = then(matrix_of(drawn), matrix)
                count_in_form, get_in_form = pdf.FPDFFormObj_CountObjects, pdf.FPDFFormObj_GetObject
                self._read_objects(count_in_form, get_in_form, drawn, inner, clip, depth + 1)

    def _read_text(self, text: Any, matrix: Matrix, shown: Box) -> None:
        """Note where text shows if it is clipped."""
        left, bottom, right, top = bounds_of(text)
        (x0, y0), (x1, y1) = moved(matrix, left, bottom), moved(matrix, right, top)
        box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        if common(box, shown) != box:
            self.clips[address_of(text)] = shown

    def _read_path(self, path: Any, matrix: Matrix, shown: Box) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdf.FPDFPath_GetDrawMode(path, fill, stroke)
        if stroke.value:
            width = ctypes.c_float()
            pdf.FPDFPageObj_GetStrokeWidth(path, width)
            if width.value <= THICKEST_LINE:
                for points in _path_to_outlines(path, then(matrix_of(path), matrix)):
                    for start, end in pairwise(points):
                        self._add(start, end, shown)
        elif fill.value:
            self._read_filled(path, matrix, shown)

    def _read_filled(self, path: Any, matrix: Matrix, shown: Box) -> None:
        """Thin areas are lines; so are the four sides of a frame, which is a box less the box inside it."""
        left, bottom, right, top = bounds_of(path)
        start, end = moved(matrix, left, bottom), moved(matrix, right, top)
        if _is_thin(start, end):
            self._add(start, end, shown)
            return
        if pdf.FPDFPath_CountSegments(path) <= ONE_BOX:
            return  # a background
        boxes: list[tuple[Point, Point]] = []
        for points in _path_to_outlines(path, then(matrix_of(path), matrix)):
            xs, ys = zip(*points, strict=True)
            start, end = (min(xs), min(ys)), (max(xs), max(ys))
            if _is_thin(start, end):
                self._add(start, end, shown)
            else:
                boxes.append((start, end))
        for ((x0, y0), (x1, y1)), ((x2, y2), (x3, y3)) in pairwise(boxes):
            if max(abs(x0 - x2), abs(y0 - y2), abs(x1 - x3), abs(y1 - y3)) <= THICKEST_LINE:
                corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
                for start, end in pairwise(corners):
                    self._add(start, end, shown)

    def _add(self, start: Point, end: Point, shown: Box) -> None:
        """Keep a thin area, clipped to what shows, as the line in its middle."""
        (x0, y0), (x1, y1) = start, end
        drawn = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        left, top, right, bottom = common(drawn, shown)
        width, height = right - left, bottom - top
        if width < 0 or height < 0:
            return
        if height <= THICKEST_LINE and width > max(SHORTEST_LINE, height):
            middle = (top + bottom) / 2
            self.strokes.append(Stroke(left, middle, right, middle, left > drawn[0], right < drawn[2]))
        elif width <= THICKEST_LINE and height > max(SHORTEST_LINE, width):
            middle = (left + right) / 2
            self.strokes.append(Stroke(middle, top, middle, bottom))


def _is_thin(start: Point, end: Point) -> bool:
    return min(abs(end[0] - start[0]), abs(end[1] - start[1])) <= THICKEST_LINE


def _path_to_outlines(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The outlines of a path, broken at curves."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(pdf.FPDFPath_CountSegments(path)):
        segment = pdf.FPDFPath_GetPathSegment(path, index)
        pdf.FPDFPathSegment_GetPoint(segment, x, y)
        if pdf.FPDFPathSegment_GetType(segment) != pdf.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(moved(matrix, x.value, y.value))
        if pdf.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
