"""Word files made in a few lines: a body, and the parts that it needs."""

from __future__ import annotations

from reportgen.check.word import read_word
from reportgen.model.word_document import Paragraph, WordDocument, paragraphs
from tests.defect_files import HEAD, PACKAGE, PAGE, TYPE, R, W, packed

NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
SECTION = f"<w:sectPr>{PAGE}</w:sectPr>"
KINDS = (
    "styles",
    "numbering",
    "settings",
    "footnotes",
    "endnotes",
    "header1",
    "header2",
    "footer1",
    "theme1",
)
ROOTS = {"header1": "hdr", "header2": "hdr", "footer1": "ftr"}


def word_file(body: str, section: str = SECTION, **parts: str) -> bytes:
    """Pack a body and the content of further parts, by name, into a Word file."""
    declared = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{name.rstrip("12")}+xml"/>'
        for name in parts
    )
    relationships = "".join(
        f'<Relationship Id="{name}" Type="{R}/{name.rstrip("12")}" Target="{name}.xml"/>' for name in parts
    )
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>{declared}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relationships}</Relationships>",
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
    }
    for name, content in parts.items():
        root = ROOTS.get(name, name)
        files[f"word/{name}.xml"] = (
            content if name == "theme1" else f"{HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>"
        )
    return packed(files)


def read(body: str, **parts: str) -> WordDocument:
    return read_word(word_file(body, **parts), file="a.docx")


def read_paragraphs(body: str, **parts: str) -> list[Paragraph]:
    return list(paragraphs(read(body, **parts).blocks))


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a bare text becomes a run."""
    content = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run with its direct formatting."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'
