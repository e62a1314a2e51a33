"""The documents of the demo site, written byte by byte."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_STAGES = [
    ("Stage", "Who acts", "What is needed"),
    ("Application", "Applicant", "Product, variants, places of production"),
    ("Document review", "Certification body", "Drawings, parts list, risk assessment"),
    ("Type test", "Laboratory", "Samples"),
    ("Factory inspection", "Inspector", "Access to production and its records"),
    ("Decision and follow-up", "Certification body", "Test report, inspection report"),
]

_FACTS = [
    "The joint centre for automotive innovation at a glance",
    "",
    "Founded by: China Quality Certification Centre (CQC) and",
    "National Automobile Quality Supervision and Test Center (Xiangyang), NAST",
    "Where: Xiangyang, Hubei Province",
    "When: 30 December 2020",
    "",
    "Fields of work",
    "- Research for new standards",
    "- Techniques for certifying and testing new products",
    "- Innovation and growth in the automotive industry",
    "- Technical services at home and abroad",
    "- Technical support for projects of government",
]


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """A document: its title in the library, its file name, and what writes it."""

    title: str
    filename: str
    write: Callable[[], bytes]


def certification_stages() -> bytes:
    """The stages of a certification as comma-separated values."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows(_STAGES)
    return sheet.getvalue().encode()


def fact_sheet() -> bytes:
    """One page about the joint centre as PDF."""
    return pdf_page(_FACTS)


def pdf_page(lines: Iterable[str]) -> bytes:
    """A PDF 1.4 file of one A4 page: the first line large, the others below it."""
    text = ["BT", "/F1 18 Tf", "56 770 Td", "26 TL"]
    for index, line in enumerate(lines):
        escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        text.append(f"({escaped}) Tj T*")
        if index == 0:
            text += ["/F1 12 Tf", "20 TL"]
    text.append("ET")
    content = "\n".join(text).encode("latin-1")
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                b"/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>"
            ),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    )


def _pdf(objects: list[bytes]) -> bytes:
    """The objects with the table of their positions that ISO 32000 asks for."""
    file = bytearray(b"%PDF-1.4\n")
    positions = []
    for number, body in enumerate(objects, start=1):
        positions.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for position in positions:
        file += b"%010d 00000 n \n" % position
    file += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    file += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(file)


DOCUMENTS = {
    "fact-sheet": DemoDocument(
        "Fact sheet: joint centre for automotive innovation",
        "joint-centre-fact-sheet.pdf",
        fact_sheet,
    ),
    "steps": DemoDocument(
        "Stages of a certification", "certification-stages.csv", certification_stages
    ),
}
