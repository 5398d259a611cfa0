"""Audit all figures of a document: findings, what could not be evaluated, what was found right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from reportgen.audit.attained_words import attained_words
from reportgen.audit.attainment import attainments
from reportgen.audit.averaged_changes import averaged_changes
from reportgen.audit.averages import averages
from reportgen.audit.both_ways import both_ways
from reportgen.audit.bounds import bounds
from reportgen.audit.bracketed_bases import bracketed_bases
from reportgen.audit.change import changes
from reportgen.audit.classifications import classifications
from reportgen.audit.closing_totals import closing_totals
from reportgen.audit.contradictions import contradictions
from reportgen.audit.coverage import coverages
from reportgen.audit.document_auditors import DOCUMENT_AUDITORS
from reportgen.audit.earlier_bases import earlier_bases
from reportgen.audit.echoes import echoes
from reportgen.audit.halves import halves
from reportgen.audit.items import item_counts
from reportgen.audit.laws import judged_by_laws
from reportgen.audit.left_over import rests
from reportgen.audit.listed_parts import listed_parts
from reportgen.audit.loose_lists import loose_lists
from reportgen.audit.meant.around import Surroundings
from reportgen.audit.meant.clear_shares import without_misread_shares
from reportgen.audit.meant.partitions import without_settled
from reportgen.audit.meant.respectively import without_misread_orders
from reportgen.audit.missing_signs import missing_signs
from reportgen.audit.moves import moves
from reportgen.audit.multiples import multiples
from reportgen.audit.named_lists import named_lists
from reportgen.audit.named_superlatives import named_superlatives
from reportgen.audit.numbered_rows import numbered_rows
from reportgen.audit.odd_nouns import odd_nouns
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage, read_passages
from reportgen.audit.percent import percents
from reportgen.audit.plain_lists import plain_lists
from reportgen.audit.products import products
from reportgen.audit.raised_totals import raised_totals
from reportgen.audit.ranks import ranks
from reportgen.audit.ratio_changes import ratio_changes
from reportgen.audit.reckoned.excuses import without_excused
from reportgen.audit.remainders import remainders
from reportgen.audit.restatements import restatements
from reportgen.audit.resumed_wholes import resumed_wholes
from reportgen.audit.round_figures import round_figures
from reportgen.audit.scales import scales
from reportgen.audit.semicolon_lists import semicolon_lists
from reportgen.audit.series import series
from reportgen.audit.shares import shares_of_hundred
from reportgen.audit.signs import number_styles, ratios_above_one, signs
from reportgen.audit.split_results import split_results
from reportgen.audit.statements import Outcome, Recogniser, Statement, Unknown
from reportgen.audit.stock import stocks
from reportgen.audit.targets import quoted_targets, same_results
from reportgen.audit.terms import terms
from reportgen.audit.thresholds import verdicts_in_words
from reportgen.audit.told_changes import told_changes
from reportgen.audit.totals import totals
from reportgen.audit.verdict import Verdict
from reportgen.audit.written_products import written_products
from reportgen.audit.yields import yields
from reportgen.errors import Finding
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.model.word_document import WordDocument

RECOGNISERS: tuple[Recogniser, ...] = (
    percents,
    attainments,
    quoted_targets,
    same_results,
    totals,
    shares_of_hundred,
    bounds,
    changes,
    stocks,
    signs,
    ratios_above_one,
    number_styles,
    contradictions,
    resumed_wholes,
    item_counts,
    averages,
    averaged_changes,
    classifications,
    coverages,
    closing_totals,
    remainders,
    rests,
    ranks,
    ratio_changes,
    earlier_bases,
    halves,
    series,
    restatements,
    yields,
    verdicts_in_words,
    multiples,
    missing_signs,
    named_lists,
    both_ways,
    told_changes,
    moves,
    plain_lists,
    loose_lists,
    products,
    odd_nouns,
    attained_words,
    split_results,
    numbered_rows,
    raised_totals,
    listed_parts,
    round_figures,
    bracketed_bases,
    semicolon_lists,
    named_superlatives,
    echoes,
    scales,
    terms,
    written_products,
)


def audit_document(document: WordDocument) -> Checked:
    """Verify what a document says about its figures."""
    return join(auditor(document) for auditor in AUDITORS)


def audit_prose(document: WordDocument) -> Checked:
    """Verify the statements of running text."""
    return audit_passages(read_passages(document))


def audit_passages(passages: Sequence[Passage]) -> Checked:
    """Verify the statements of passages already read."""
    outline = Outline(tuple(passages))
    around = Surroundings(outline)
    found = [outcome for recogniser in RECOGNISERS for outcome in recogniser(outline)]
    kept = without_settled(around, without_misread_orders(around, without_excused(found)))
    kept = without_misread_shares(around, kept)
    outcomes = tuple(_told_once(kept))
    return summed((*outcomes, *judged_by_laws(around, outcomes)))


def _told_once(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes; what several recognisers blame in the same words, only from the first."""
    told: set[tuple[str, int, str]] = set()
    for outcome in outcomes:
        if isinstance(outcome, Statement) and outcome.message and outcome.verdict is not Verdict.RIGHT:
            key = (outcome.rule, id(outcome.passage), outcome.message)
            if key in told:
                continue
            told.add(key)
        yield outcome


AUDITORS: tuple[Callable[[WordDocument], Checked], ...] = (audit_prose, *DOCUMENT_AUDITORS)


def summed(outcomes: Iterable[Outcome]) -> Checked:
    """Return findings in order of place, passes by rule, and what could not be evaluated."""
    findings: list[tuple[int, Finding]] = []
    unknown: defaultdict[tuple[str, str], list[Unknown]] = defaultdict(list)
    passed: Counter[str] = Counter()
    for outcome in outcomes:
        if isinstance(outcome, Unknown):
            unknown[outcome.rule, outcome.reason].append(outcome)
        elif outcome.verdict is Verdict.RIGHT:
            passed[outcome.rule] += 1
        else:
            findings.append((outcome.start, outcome.as_finding()))
    return Checked(_in_order(findings), tuple(_not_evaluated(unknown)), dict(passed))


def _in_order(findings: list[tuple[int, Finding]]) -> tuple[Finding, ...]:
    ordered = sorted(findings, key=lambda pair: (pair[1].where.part, pair[1].where.paragraph, pair[0]))
    return tuple(dict.fromkeys(finding for _, finding in ordered))


MOST_SHOWN = 3
LONGEST_SHOWN = 80


def _shortened(case: Unknown) -> str:
    text = case.passage.quote(case.start, case.end)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1].rstrip() + "…"


def _not_evaluated(unknown: dict[tuple[str, str], list[Unknown]]) -> Iterator[NotEvaluated]:
    for (rule, reason), cases in unknown.items():
        shown = "; ".join(f"“{_shortened(case)}”" for case in cases[:MOST_SHOWN])
        rest = f" và {len(cases) - MOST_SHOWN} chỗ nữa" if len(cases) > MOST_SHOWN else ""
        yield NotEvaluated(rule, f"{reason}: {shown}{rest}")


def join(checked: Iterable[Checked]) -> Checked:
    """Return several outcomes as one."""
    parts = tuple(checked)
    passed: Counter[str] = Counter()
    for part in parts:
        passed.update(part.passed)
    return Checked(
        tuple(finding for part in parts for finding in part.findings),
        tuple(case for part in parts for case in part.not_evaluated),
        dict(passed),
    )
