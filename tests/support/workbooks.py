"""Small .xlsx workbooks, whose cells are written as XML."""

from __future__ import annotations

from tests.support.drafts import zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(*rows: list[str], sheet: str = "") -> bytes:
    """A workbook with these cells, or with this XML as its sheet, REF being their places."""
    cells = "".join(f"<row r='{at}'>{_row(at, row)}</row>" for at, row in enumerate(rows, start=1))
    files = {
        "[Content_Types].xml": f"<Types xmlns='{_PACKAGE}/content-types'/>",
        "_rels/.rels": _relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f"<workbook xmlns='{_MAIN}' xmlns:r='{_OFFICE}'><sheets>"
        "<sheet name='One' sheetId='1' r:id='worksheet'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            worksheet="worksheets/sheet1.xml", styles="styles.xml"
        ),
        "xl/styles.xml": f"<styleSheet xmlns='{_MAIN}'><cellXfs><xf numFmtId='0'/>"
        "<xf numFmtId='14'/></cellXfs></styleSheet>",
        "xl/worksheets/sheet1.xml": sheet
        or f"<worksheet xmlns='{_MAIN}'><sheetData>{cells}</sheetData></worksheet>",
    }
    return zipped(files)


def _row(number: int, cells: list[str]) -> str:
    return "".join(
        cell.replace("REF", f"{letter}{number}")
        for letter, cell in zip("ABCDEF", cells, strict=False)
    )


def _relations(**targets: str) -> str:
    each = "".join(
        f"<Relationship Id='{kind}' Type='{_OFFICE}/{kind}' Target='{target}'/>"
        for kind, target in targets.items()
    )
    return f"<Relationships xmlns='{_PACKAGE}/relationships'>{each}</Relationships>"


def written(text: str) -> str:
    """A cell with a text."""
    return f"<c r='REF' t='inlineStr'><is><t xml:space='preserve'>{text}</t></is></c>"
