"""Charts of an edited document brought up to date: their numbers change, the look people gave them stays."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.errors import Finding, Where
from reportgen.model.chart_data import chart_part, links_part, object_name, workbook_part
from reportgen.model.refreshed import Choices
from reportgen.refresh.account import chart_finding
from reportgen.refresh.chart_part import has_other_numbers, read_data
from reportgen.refresh.chart_update import Update
from reportgen.refresh.drawings import DOCUMENT, Drawing, checksum, drawings, free_drawing_id
from reportgen.refresh.links import Links
from reportgen.refresh.manifest import Manifest
from reportgen.refresh.merger import Account
from reportgen.refresh.wordml import RELATIONSHIPS, Element, parse, w

CHART_LINK = f"{RELATIONSHIPS}/chart"


@dataclass(slots=True)
class Charts:
    """The charts of the edited document, as made (`made`), and as built now (`now`)."""

    document: Element | None
    fresh: Element | None
    links: Links
    ours: Links
    made: Manifest
    now: Manifest
    choices: Choices
    account: Account
    file: str = ""
    before: list[Drawing] = field(init=False)
    """Those that the document had when the refresh began."""
    described: dict[str, str] = field(default_factory=dict)
    """Descriptions as the document was made, by key."""
    findings: list[Finding] = field(default_factory=list)
    redrawn: set[Element] = field(default_factory=set)
    """The drawings whose description changed."""

    def __post_init__(self) -> None:
        self.before = list(drawings(self.document))

    def learn(self, base: Element | None) -> None:
        """Note how charts were described when the document was made."""
        self.described = {each.key: each.properties.get("descr") or "" for each in drawings(base)}

    def typed_over(self) -> frozenset[str]:
        """Return the names of the drawings in which people typed other numbers than were made."""
        return frozenset(object_name(drawing.key) for drawing in self.before if self._is_typed_over(drawing))

    def _is_typed_over(self, drawing: Drawing) -> bool:
        part = self.links.targets(DOCUMENT).get(drawing.link)
        data, made = self.links.get(part) if part else None, self.made.charts.get(drawing.key)
        if data is None or made is None or checksum(data) == made.chart_mark:
            return False
        return has_other_numbers(read_data(parse(data), drawing.key), made.data)

    def refresh(self) -> None:
        """Bring every chart up to date, take in new ones, and out those that the text no longer has."""
        found = list(drawings(self.document))
        for drawing in found:
            self._one(drawing)
        here = {drawing.key for drawing in found}
        had = {drawing.key for drawing in self.before}
        for key in self.made.charts.keys() & self.now.charts.keys() - had - here:
            self.tell("lost-chart", key, None)
        links = {drawing.link for drawing in found}
        for drawing in self.before:
            if drawing.link not in links and drawing.key in self.made.charts:
                self.links.drop(DOCUMENT, drawing.link)

    def _one(self, drawing: Drawing) -> None:
        key, part = drawing.key, self.links.targets(DOCUMENT).get(drawing.link)
        made, now = self.made.charts.get(key), self.now.charts.get(key)
        if part is None and now is not None:
            added = (chart_part(key), links_part(key), workbook_part(key))
            self.links.adopt(DOCUMENT, drawing.link, CHART_LINK, self.ours, added)
            drawing.properties.set("id", str(free_drawing_id(self.document)))
        elif part is not None and made is not None and now is not None:
            if Update(self, drawing, part, made, now).run():
                self._describe(drawing)
        elif part is not None and made is not None and not drawing.is_deleted:
            self.tell("unknown-chart", key, drawing)

    def _describe(self, drawing: Drawing) -> None:
        """Give a chart its new description, unless a person wrote another one."""
        fresh = next((each for each in drawings(self.fresh) if each.key == drawing.key), None)
        own = drawing.properties.get("descr") or ""
        if fresh is not None and own in ("", self.described.get(drawing.key, "")):
            drawing.properties.set("descr", fresh.properties.get("descr") or "")
            self.redrawn.add(drawing.properties)
        if self.choices.tracks_all:
            self.tell("chart-not-tracked", drawing.key, drawing)

    def tell(self, rule: str, key: str, drawing: Drawing | None) -> None:
        """Note what people have to decide about a chart."""
        self.findings.append(chart_finding(rule, key, self._where(drawing)))

    def _where(self, drawing: Drawing | None) -> Where:
        if drawing is None or drawing.paragraph is None:
            return Where(self.file)
        root = drawing.paragraph.getroottree().getroot()
        number = list(root.iter(w("p"))).index(drawing.paragraph) + 1
        return Where(self.file, part=DOCUMENT, paragraph=number)
