"""Texts changed in the bytes of a part, however those bytes are written."""

from __future__ import annotations

import pytest

from reportgen.refresh.patching import patched
from reportgen.refresh.wordml import WORD, parse, w

OPEN, CLOSE = f'<w:p xmlns:w="{WORD}">', "</w:p>"
WRITINGS = {
    "plain": "<w:r><w:t>1</w:t></w:r><w:r><w:t>3</w:t></w:r>",
    "with attributes": '<w:t xml:space="preserve">1</w:t>',
    "with a bracket in an attribute": "<w:t a='x>y' xml:space=\"preserve\">1</w:t>",
    "with blanks in the tags": '<w:t\n xml:space = "preserve" >1</w:t >',
    "after an empty one": '<w:t/><w:t xml:space="preserve"/><w:t></w:t><w:t>1</w:t>',
    "after names that begin alike": "<w:tbl/><w:tab/><w:txbxContent><w:t>1</w:t></w:txbxContent>",
    "after a comment": "<!-- <w:t>1</w:t> --><w:t>1</w:t>",
    "after an instruction": "<?x <w:t>1</w:t> ?><w:t>1</w:t>",
    "after CDATA": "<w:r><![CDATA[<w:t>1</w:t>]]></w:r><w:t>1</w:t>",
    "in CDATA": "<w:t><![CDATA[1]]></w:t>",
    "under another prefix": f'<x:t xmlns:x="{WORD}">1</x:t>',
    "beside the same prefix for something else": '<w:t xmlns:w="urn:x">1</w:t><w:t>1</w:t>',
}
# What a change leaves of the writing: the text is escaped, the rest is as it was.
NEW, WRITTEN = "2 & 3", "2 &amp; 3"
EXPECTED = {
    **{name: WRITTEN.join(text.rsplit("1", 1)) for name, text in WRITINGS.items()},
    "plain": "<w:r><w:t>2 &amp; 3</w:t></w:r><w:r><w:t>3</w:t></w:r>",
    "in CDATA": "<w:t>2 &amp; 3</w:t>",
}


@pytest.mark.parametrize("name", WRITINGS)
def test_only_the_changed_text_changes(name: str) -> None:
    data = f'<?xml version="1.0" encoding="UTF-8"?>{OPEN}{WRITINGS[name]}{CLOSE}'
    root = parse(data.encode())
    changed = next(text for text in root.iter(w("t")) if text.text == "1")
    changed.text = NEW
    expected = data.replace(WRITINGS[name], EXPECTED[name])
    assert patched(data.encode(), root, {changed}) == expected.encode()


def test_a_text_without_a_place_is_told() -> None:
    data = f"{OPEN}<w:t/>{CLOSE}".encode()
    root = parse(data)
    root[0].text = NEW
    assert patched(data, root, {root[0]}) is None


def test_the_prefix_may_mean_something_else() -> None:
    data = f'<x:p xmlns:x="{WORD}" xmlns:w="urn:x"><w:t>1</w:t><x:t>1</x:t></x:p>'
    root = parse(data.encode())
    root[1].text = NEW
    expected = data.replace("<x:t>1<", "<x:t>2 &amp; 3<")
    assert patched(data.encode(), root, {root[1]}) == expected.encode()
