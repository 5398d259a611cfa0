"""What a build prints, paragraph by paragraph, with the piece of the definition behind every character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.model.narrative_piece import Look, MadeParagraph, NewWords, TokenSpan, without_marks
from reportgen.refresh.manifest import figure_names, read_manifest
from reportgen.refresh.paragraph import OBJECT, Paragraph, Token
from reportgen.refresh.story import CELL, Block, paragraphs
from reportgen.refresh.versions import Version
from reportgen.refresh.word_package import read_parts
from reportgen.refresh.wordml import Element, w

DOCUMENT, FOOTNOTES = STORIES = ("word/document.xml", "word/footnotes.xml")
OFF = frozenset({"0", "false", "off"})


def printed(blocks: Iterable[Block]) -> list[Block]:
    """Return the tables and the paragraphs that print anything."""
    return [block for block in blocks if not isinstance(block, Paragraph) or has_words(block)]


def has_words(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph says anything: lines drawn in a letterhead or above footnotes do not."""
    parent = paragraph.element.getparent()
    is_small = parent is not None and parent.tag in (CELL, w("footnote"))
    return any(not char.isspace() and not (is_small and char == OBJECT) for char in paragraph.text)


def story_of(version: Version, part: str) -> list[Block]:
    """Return what the body or the footnotes print, in order."""
    return printed(version.blocks.get(part, []))


def paragraphs_of(version: Version) -> list[Paragraph]:
    """Return every paragraph that prints anything: of the body, tables included, then of the footnotes."""
    stories = (story_of(version, part) for part in STORIES)
    return [each for story in stories for each in paragraphs(story) if has_words(each)]


def read_made(data: bytes) -> Version:
    """Return a document that was just built, read."""
    version = Version(read_parts(data))
    version.read(figure_names(read_manifest(version.parts).texts))
    return version


def made_paragraphs(fresh: Version, marked: Version) -> list[MadeParagraph]:
    """Return what a build prints; `marked` is the same build with a mark before every piece of its texts."""
    plain, traced = paragraphs_of(fresh), paragraphs_of(marked)
    if len(plain) != len(traced):
        traced = plain  # marks changed what is a paragraph: then nobody can tell where anything comes from
    return [_made(one, other) for one, other in zip(plain, traced, strict=True)]


def made_keys(data: bytes) -> list[str]:
    """Return the wording of every paragraph of a document that was just built."""
    return [paragraph.key for paragraph in paragraphs_of(read_made(data))]


def key_of(block: Block) -> str:
    """Return the wording of a block as one text."""
    return block.key if isinstance(block, Paragraph) else repr(block.key)


def _made(plain: Paragraph, traced: Paragraph) -> MadeParagraph:
    text, origins = without_marks(traced.text)
    known = origins if text == plain.text and any(origins) else ()
    tokens = tuple(token_span(token) for token in stripped(plain.tokens))
    return MadeParagraph(plain.key, plain.text, tokens, known, looks_of(plain))


def token_span(token: Token) -> TokenSpan:
    """Return a token without its elements."""
    return TokenSpan(token.key, token.start, token.end, token.anchor.figure if token.anchor else "")


def stripped(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens without blanks at either end."""
    first, last = 0, len(tokens)
    while first < last and tokens[first].key == " ":
        first += 1
    while first < last and tokens[last - 1].key == " ":
        last -= 1
    return tokens[first:last]


def looks_of(paragraph: Paragraph) -> tuple[Look, ...]:
    """Return the look of every character of a paragraph."""
    looks: list[Look] = []
    for leaf in paragraph.leaves:
        run = leaf.element.getparent()
        properties = None if run is None else run.find(w("rPr"))
        looks += [Look(_is_on(properties, "b"), _is_on(properties, "i"))] * len(leaf.text)
    return tuple(looks)


def _is_on(properties: Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(w(name))
    return found is not None and (found.get(w("val")) or "1") not in OFF


def words_of(paragraph: Paragraph, tokens: Sequence[Token]) -> tuple[NewWords, ...]:
    """Return the words and figures of some tokens, neighbours of one look joined."""
    looks, words = looks_of(paragraph), []
    for token in tokens:
        if token.anchor is not None:
            words.append(NewWords(token.text, looks[token.start], token.anchor.figure))
            continue
        text = " " if token.key == " " else token.text
        before = words[-1] if words else None
        if before is not None and not before.figure and (before.look == looks[token.start] or text == " "):
            words[-1] = NewWords(before.text + text, before.look)
        else:
            words.append(NewWords(text, looks[token.start]))
    return tuple(words)
