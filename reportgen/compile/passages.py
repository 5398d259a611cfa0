"""Straight stretches of a part, printed in one call each: static XML, and between it what the figures give.

What stands between two control tags is one output to jinja: texts and expressions in turn. Here the tree that
jinja made of a part is changed before code is made of it: such an output becomes one call with the values of
its expressions, and what to do with them is a `Passage`, worked out once. A measure (`{{ x.dat(2025) }}`) is
asked for inside the call, so that jinja only finds its owner. A loop that prints one passage in each round,
as tables do, becomes one call with all its rows.

The part without this change says what shall be printed: mistakes are told by it, and tests compare with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from reportgen.compile.guards import LOOPED, MEASURES
from reportgen.compile.row_tests import OF_ROWS, is_of_shape, name_of, narrowed, of_row, row_tests
from reportgen.model.passage import Choice, Hole, Passage, Rounds

PASSAGE, ROUNDS, GATHERED, AS_BEFORE, CHOSEN = "_doan", "_vong", "_gom", "_nhu_truoc", "_chon"
RUN_GATE, NOTED = "_neo", "_go"
WORDS_OF_ROWS = frozenset({"", "nhan", "tt", "ma", "ghi_chu", "don_vi_tinh"})
GATES = frozenset({RUN_GATE, "_chu", "_so"})
"""Filters that print a value at a site; what goes through none of them is text already."""
Path = tuple[str | int, ...]


class Passages(NodeTransformer):
    """All passages of one form, in the order in which its parts are compiled."""

    def __init__(self) -> None:
        self.found: list[Passage] = []
        self.loops: list[Rounds] = []
        self.local: set[str] = set()
        """Names that a tag of the part sets."""

    def gathered(self, tree: nodes.Template) -> nodes.Template:
        """Return the tree with its passages gathered; the tree itself is changed."""
        named: Iterator[nodes.Name | nodes.Macro] = tree.find_all((nodes.Name, nodes.Macro))
        set_here = (each.name for each in named if isinstance(each, nodes.Macro) or each.ctx != "load")
        self.local = {"loop", *set_here}
        self.visit(tree)
        return tree

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 — jinja's name
        """Leave a phrase as it is: it returns text."""
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        """Leave a footnote as it is: what it holds is asked for as text."""
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node | list[nodes.Node]:  # noqa: N802
        """Print all rounds of a loop at once where each is one passage; jinja says which rows there are."""
        self.generic_visit(node)
        rounds = self._rounds(node)
        if rounds is None:
            return node
        self.loops.append(rounds)
        number = nodes.Const(len(self.loops) - 1)
        if rounds.tests:
            return [_output(number, CHOSEN, [_filter(_expression(node.iter), LOOPED, [])], node)]
        printed = self._printed(node, number)
        if not rounds.is_of_shape:
            return printed
        return nodes.If(_filter(number, AS_BEFORE, [], node), [], [], printed, lineno=node.lineno)

    def _printed(self, node: nodes.For, number: nodes.Const) -> list[nodes.Node]:
        """Return what prints the rounds: jinja goes through the rows where some are left out."""
        if node.test is None:
            return [_output(number, ROUNDS, [_filter(_expression(node.iter), LOOPED, [])], node)]
        row = nodes.Name(name_of(node.target), "load")
        node.body = [_output(row, GATHERED, [], node)]
        return [node, _output(number, ROUNDS, [], node)]

    def _rounds(self, node: nodes.For) -> Rounds | None:
        """Return what a loop prints in each round; None when that is more than a passage."""
        calls = node.test.find_all(nodes.Call) if node.test is not None else ()
        has_phrase = any(isinstance(call.node, nodes.Name) for call in calls)  # it may record what it prints
        row, is_fixed = name_of(node.target), _path(node.iter, self.local) is not None
        if node.else_ or node.recursive or has_phrase or not row:
            return None
        conditions, body = narrowed(node)
        tests = row_tests(conditions, row) if is_fixed else ()
        if tests and (choices := self._choices(body, row)) and _say_words_of_rows(choices):
            return Rounds(choices, tests=tests)
        choices = self._choices(node.body, row)
        if self._says_rows(choices):
            return Rounds(choices, says_rows=True)
        is_known = is_fixed and is_of_shape(node.test, row) and _say_words_of_rows(choices)
        return Rounds(choices, is_known) if choices else None

    def _choices(self, body: list[nodes.Node], row: str) -> tuple[Choice, ...]:
        """Return what the rounds choose from; nothing when a round may print more than a passage."""
        choices = [self._choice(test, body, row) for test, body in _branches(body)]
        found = tuple(choice for choice in choices if choice is not None)
        return found if len(found) == len(choices) else ()

    def _says_rows(self, choices: Sequence[Choice]) -> bool:
        """Tell whether every round prints the row itself, whatever it is."""
        if len(choices) != 1 or choices[0].test or choices[0].names != ("",):
            return False
        return all(hole.asked is None for hole in self.found[choices[0].passage].holes)

    def _choice(self, test: nodes.Expr | None, body: list[nodes.Node], row: str) -> Choice | None:
        asked = of_row(test, row) if test is not None else ""
        if asked is None or (asked not in OF_ROWS and test is not None):
            return None
        output = body[0] if len(body) == 1 else None
        call = output.nodes[0] if isinstance(output, nodes.Output) and len(output.nodes) == 1 else None
        if (
            not isinstance(call, nodes.Filter)
            or call.name != PASSAGE
            or not isinstance(call.node, nodes.Const)
        ):
            return None
        passage, names = self.found[call.node.value], [of_row(value, row) for value in call.args]
        if not passage.holes or passage.paths or passage.noted or None in names:
            return None
        return Choice(asked, call.node.value, tuple(name for name in names if name is not None))

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """Put a call in the place of each stretch of an output; a phrase is a stretch of its own.

        What a phrase prints is known when it is printed only: so it does not spoil the stencil of the others.
        """
        stretches: list[list[nodes.Expr]] = [[]]
        for piece in node.nodes:
            if _is_phrase(piece):
                stretches += ([piece], [])
            else:
                stretches[-1].append(piece)
        return nodes.Output([self._call(pieces, node) for pieces in stretches if pieces], lineno=node.lineno)

    def _call(self, pieces: list[nodes.Expr], output: nodes.Output) -> nodes.Expr:
        passage, values = _passage(pieces, self.local)
        self.found.append(passage)
        return _filter(nodes.Const(len(self.found) - 1), PASSAGE, values, output)


def _filter(
    node: nodes.Expr, name: str, args: list[nodes.Expr], near: nodes.Node | None = None
) -> nodes.Filter:
    near = node if near is None else near
    return nodes.Filter(node, name, args, [], None, None, lineno=near.lineno, environment=near.environment)


def _output(node: nodes.Expr, name: str, args: list[nodes.Expr], near: nodes.Node) -> nodes.Output:
    return nodes.Output([_filter(node, name, args, near)], lineno=near.lineno)


def _expression(node: nodes.Node) -> nodes.Expr:
    assert isinstance(node, nodes.Expr), "jinja types it more loosely than it is"
    return node


def _say_words_of_rows(choices: Iterable[Choice]) -> bool:
    return all(WORDS_OF_ROWS.issuperset(choice.names) for choice in choices)


def _branches(body: list[nodes.Node]) -> Iterator[tuple[nodes.Expr | None, list[nodes.Node]]]:
    """Yield the branches of a body that is one condition, else the body itself."""
    condition = body[0] if len(body) == 1 else None
    if not isinstance(condition, nodes.If):
        yield None, body
        return
    for each in (condition, *condition.elif_):
        yield _expression(each.test), each.body
    if condition.else_:
        yield None, condition.else_


def _is_phrase(piece: nodes.Expr) -> bool:
    called = piece.node if isinstance(piece, nodes.Filter) and piece.name == RUN_GATE else None
    return isinstance(called, nodes.Call) and isinstance(called.node, nodes.Name)


def _passage(pieces: Iterable[nodes.Expr], local: set[str]) -> tuple[Passage, list[nodes.Expr]]:
    """Return an output as a passage, and the expressions that it is called with, each once."""
    holes: list[Hole] = []
    values: dict[str, nodes.Expr] = {}
    paths: dict[Path, None] = {}
    text = ""
    wanted: list[str | Path] = []
    noted: list[int] = []
    for piece in pieces:
        if isinstance(piece, nodes.TemplateData):
            text += piece.data
            continue
        if isinstance(piece, nodes.Filter) and piece.name == NOTED and isinstance(piece.node, nodes.Const):
            noted.append(piece.node.value)
            continue
        value, hole = _hole(piece)
        path = _path(value, local)
        if path is not None:
            paths[path] = None
        else:
            values[repr(value)] = value
        wanted.append(repr(value) if path is None else path)
        holes.append(hole._replace(before=text.encode()))
        text = ""
    numbers = {key: number for number, key in enumerate([*paths, *values])}
    filled = tuple(hole._replace(value=numbers[key]) for hole, key in zip(holes, wanted, strict=True))
    return Passage(filled, text.encode(), tuple(paths), tuple(noted)), list(values.values())


def _path(node: nodes.Node, local: set[str]) -> Path | None:
    """Return an expression as a path, if it is one that begins with a name that no tag sets."""
    steps: list[str | int] = []
    while not isinstance(node, nodes.Name):
        if isinstance(node, nodes.Getattr):
            steps.append(node.attr)
        elif (
            isinstance(node, nodes.Getitem)
            and isinstance(node.arg, nodes.Const)
            and type(node.arg.value) is int
        ):
            steps.append(node.arg.value)
        else:
            return None
        node = node.node
    return None if node.name in local else (node.name, *reversed(steps))


def _hole(piece: nodes.Expr) -> tuple[nodes.Expr, Hole]:
    """Return the expression that a piece prints, and how it is printed."""
    if not (isinstance(piece, nodes.Filter) and piece.name in GATES and piece.node is not None):
        return piece, Hole()
    site = piece.args[0]
    assert isinstance(site, nodes.Const), "written by SourceWriter"
    hole = Hole(gate=piece.name, site=site.value)
    if piece.name == RUN_GATE and (found := _measure(piece.node)):
        owner, asked, is_called = found
        return owner, hole._replace(asked=asked, is_called=is_called)
    return piece.node, hole


def _measure(node: nodes.Node) -> tuple[nodes.Expr, tuple[object, ...], bool] | None:
    """Tell whose measure an expression is, which with what constant arguments, and whether it is called."""
    arguments: list[object] = []
    is_called = isinstance(node, nodes.Call) and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    if is_called:
        assert isinstance(node, nodes.Call)
        arguments = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        is_plain = all(type(argument) in (int, str) for argument in arguments)  # True would pass for 1
        if len(arguments) != len(node.args) or not is_plain:
            return None
        node = node.node
    if isinstance(node, nodes.Getattr) and node.attr in MEASURES:
        return node.node, (node.attr, *arguments), is_called
    return None
