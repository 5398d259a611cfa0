"""The grammar of expressions: + - * /, brackets, five functions, names of figures and nothing else.

An allow-list over Python's `ast`: no power, no indexing, no condition, no text but the name of a target.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache

from reportgen.model.figure import CannotCompute

FUNCTIONS = ("tong", "trung_binh", "ty_le", "lon_nhat", "nho_nhat")
LONGEST, DEEPEST, MOST_DIGITS = 500, 100, 15
"""A literal of up to 15 digits survives Python's own reading of it; a deeper tree would exhaust the stack."""
TOKEN = re.compile(
    r"[\s\u00a0\u202f]+|[a-zA-Z_]\w*+(?![^\x00-\x7f])|(?P<number>\d+(?:\.\d+)?)(?![\w.])|[-+*/().,]|'\w*'|\"\w*\"",
    re.ASCII,
)
UNFINISHED = "+-*/(.,"
WORD = re.compile(r"[\w.]+|.", re.DOTALL)
REMEDY = "chỉ dùng + - * /, ngoặc, số viết 12.5, tên số liệu và " + ", ".join(FUNCTIONS)


class BadExpression(CannotCompute):
    """An expression outside the grammar; `piece` begins at `offset` of its text."""

    def __init__(self, problem: str, offset: int = 0, piece: str = "", remedy: str = REMEDY) -> None:
        super().__init__(problem, remedy=remedy)
        self.offset, self.piece = offset, piece


@lru_cache(maxsize=10_000)
def parse(text: str) -> ast.expr:
    """Return the checked syntax tree of an expression.

    Raises BadExpression for anything outside the grammar.
    """
    if len(text) > LONGEST:
        raise BadExpression(
            f"công thức dài {len(text)} ký tự, quá {LONGEST}", remedy="tách thành nhiều chỉ tiêu"
        )
    if not text.strip():
        raise BadExpression("công thức rỗng", remedy="ghi công thức, ví dụ xa + thon")
    _check_tokens(text)
    try:
        tree = ast.parse(flat(text), mode="eval").body
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise _syntax_error(text, getattr(error, "offset", None) or 1) from None
    _check(tree, text, 0)
    return tree


def flat(text: str) -> str:
    """Return the text on one line, as it is parsed; offsets of its syntax tree count from its first sign."""
    return re.sub(r"\s", " ", text).strip()


def offset_of(node: ast.expr, text: str) -> int:
    """Return where a part of the tree begins in the text as written."""
    return node.col_offset + len(text) - len(text.lstrip())


def written(node: ast.expr, text: str) -> str:
    """Return a part of the tree as its author wrote it."""
    return flat(text)[node.col_offset : node.end_col_offset]


def depth_of(node: ast.expr) -> int:
    """Return the levels of a checked tree."""
    return 1 + max(map(depth_of, _parts(node, "")), default=0)


def _check_tokens(text: str) -> None:
    position = 0
    while position < len(text):
        token = TOKEN.match(text, position)
        if token is None:
            raise _unknown_token(text, position)
        if len((token["number"] or "").replace(".", "")) > MOST_DIGITS:
            raise BadExpression(f"số “{token[0]}” dài quá {MOST_DIGITS} chữ số", position, token[0])
        position = token.end()


def _unknown_token(text: str, position: int) -> BadExpression:
    word = WORD.match(text, position)
    piece = word[0] if word else text[position]
    return BadExpression(f"công thức không dùng được “{piece}”", position, piece)


def _syntax_error(text: str, column: int) -> BadExpression:
    """Tell where the parser stopped: at a sign, or at the end of the text."""
    rest = flat(text)[column - 1 :]
    offset = column - 1 + len(text) - len(text.lstrip())
    if not rest.strip() or flat(text)[-1] in UNFINISHED:
        return BadExpression(
            f"công thức viết dở: “{flat(text)}”", 0, "", "viết nốt, kiểm tra ngoặc và dấu phép tính"
        )
    token = TOKEN.match(rest)
    piece = token[0] if token and token[0].strip() else rest.strip()[0]
    return BadExpression(
        f"công thức sai cú pháp ở “{piece}”", offset, piece, "kiểm tra ngoặc và dấu phép tính"
    )


def _check(node: ast.expr, text: str, depth: int) -> None:
    if depth > DEEPEST:
        raise BadExpression("công thức lồng quá sâu", remedy="tách thành nhiều chỉ tiêu, hoặc dùng tong(…)")
    for child in _parts(node, text):
        _check(child, text, depth + 1)


def _parts(node: ast.expr, text: str) -> list[ast.expr]:
    """Return the operands below a node; raises BadExpression for a node outside the grammar."""
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            return [left, right]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return [operand]
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return []
        case ast.Name():
            return []
        case ast.Attribute(value=ast.Name() | ast.Attribute() as owner):
            return [owner]
        case ast.Call(keywords=[]) if (parts := _call_parts(node)) is not None:
            return parts
    piece = written(node, text)
    raise BadExpression(f"công thức không dùng được “{piece}”", offset_of(node, text), piece)


def _call_parts(call: ast.Call) -> list[ast.expr] | None:
    """Return the arguments of a function, or the figure that is asked for a period; None for another call."""
    if isinstance(call.func, ast.Name) and call.func.id in FUNCTIONS:
        return call.args or None
    is_figure = isinstance(call.func, ast.Name | ast.Attribute)
    return [call.func] if is_figure and _are_constants(call.args) else None


def _are_constants(args: list[ast.expr]) -> bool:
    """Whether they are what a figure takes in brackets: a period, the name of a target."""
    return all(isinstance(arg, ast.Constant) and type(arg.value) in (int, str) for arg in args)
