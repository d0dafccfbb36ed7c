"""What CPython's own parser says about Python files, as text rows that the test compares with ours.

    oracle.py standard-library        a header line, then one line a file: its path, a tab, a hash of its rows
    oracle.py files LIST              the same for the paths in the file LIST
    oracle.py rows PATH               the rows of one file

A row is kind, detail, start and end; offsets count UTF-16 code units. Kinds that this Python gives no or wrong
positions for are left out, and the header says so, so that the other side leaves them out too.
"""

import ast
import hashlib
import io
import json
import os
import re
import sys
import tokenize
import warnings

IS_FORMATTED_EXACT = sys.version_info >= (3, 12)
HAS_SLICES = sys.version_info >= (3, 9)
HAS_KEYWORDS = sys.version_info >= (3, 9)
HAS_EXACT_ENDS = sys.version_info >= (3, 9)
HAS_ALIASES = sys.version_info >= (3, 10)

PLAIN = set(
    """FunctionDef AsyncFunctionDef ClassDef Return Delete Assign AugAssign AnnAssign TypeAlias For AsyncFor While If With
    AsyncWith Match Raise Try TryStar Assert Import ImportFrom Global Nonlocal Expr Pass Break Continue ExceptHandler
    BoolOp NamedExpr BinOp UnaryOp Lambda IfExp Dict Set ListComp SetComp DictComp GeneratorExp Await Yield YieldFrom
    Compare Call JoinedStr TemplateStr Constant Attribute Subscript Starred Name List Tuple
    MatchValue MatchSequence MatchMapping MatchClass MatchStar MatchAs MatchOr TypeVar TypeVarTuple ParamSpec""".split()
)
if HAS_SLICES:
    PLAIN.add("Slice")
if HAS_KEYWORDS:
    PLAIN.add("keyword")
if HAS_ALIASES:
    PLAIN.add("alias")

# Before 3.9 these ended before a closing parenthesis or a semicolon.
INEXACT_ENDS = set(
    "Starred FunctionDef AsyncFunctionDef ClassDef If For AsyncFor While With AsyncWith Try ExceptHandler".split()
)

DETAILS = {
    "FunctionDef": lambda node: node.name,
    "AsyncFunctionDef": lambda node: node.name,
    "ClassDef": lambda node: node.name,
    "Attribute": lambda node: node.attr,
    "Name": lambda node: node.id,
    "keyword": lambda node: node.arg or "",
    "alias": lambda node: node.name + ":" + (node.asname or ""),
    "ImportFrom": lambda node: "." * node.level + (node.module or ""),
    "Global": lambda node: ",".join(node.names),
    "Nonlocal": lambda node: ",".join(node.names),
    "ExceptHandler": lambda node: node.name or "",
    "MatchStar": lambda node: node.name or "",
    "MatchAs": lambda node: node.name or "",
}


class Offsets:
    """Turns lines and UTF-8 columns into UTF-16 offsets."""

    def __init__(self, text):
        self.lines = []
        start = 0
        offset = 0
        for match in re.finditer("\r\n|\r|\n|\\Z", text):
            line = text[start : match.end()]
            self.lines.append((offset, None if line.isascii() else line.encode()))
            offset += len(line) if line.isascii() else utf16_length(line)
            start = match.end()

    def at(self, line, column):
        offset, encoded = self.lines[line - 1]
        if encoded is None:
            return offset + column
        return offset + utf16_length(encoded[:column].decode("utf-8", "ignore"))


def utf16_length(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def rows_of(path):
    """The sorted rows, or None for a file that is no valid Python in UTF-8."""
    with open(path, "rb") as file:
        source = file.read()
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(source).readline)[0]
        if encoding not in ("utf-8", "utf-8-sig"):
            return None
        text = source.decode("utf-8")
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    has_mark = text.startswith("\ufeff")
    offsets = Offsets(text[1:] if has_mark else text)
    rows = []
    pending = [tree]
    while pending:
        node = pending.pop()
        visit(node, rows, offsets, 1 if has_mark else 0)
        pending.extend(children(node))
    rows.sort(key=lambda row: row.encode("utf-16-be", "surrogatepass"))
    return rows


def children(node):
    kind = type(node).__name__
    if kind in ("JoinedStr", "TemplateStr"):
        return [value for value in node.values if type(value).__name__ != "Constant"] if IS_FORMATTED_EXACT else []
    if kind in ("FormattedValue", "Interpolation"):
        specification = children(node.format_spec) if node.format_spec else []
        return [node.value] + specification
    return ast.iter_child_nodes(node)


def visit(node, rows, offsets, mark):
    kind = type(node).__name__

    def start(of):
        return offsets.at(of.lineno, of.col_offset) + mark

    def end(of):
        return offsets.at(of.end_lineno, of.end_col_offset) + mark

    if kind == "Subscript" and not HAS_SLICES and type(node.slice).__name__ == "Index":
        node.slice.value.is_index = True
    if kind == "Tuple" and getattr(node, "is_index", False):
        return
    if kind == "MatchSingleton":
        rows.append(f"MatchValue::{start(node)}:{end(node)}")
        rows.append(f"Constant::{start(node)}:{end(node)}")
    elif kind == "comprehension":
        rows.append(f"comprehension:{node.is_async}:{start(node.target)}")
    elif kind == "withitem":
        rows.append(f"withitem::{start(node.context_expr)}")
    elif kind == "match_case":
        rows.append(f"match_case::{start(node.pattern)}")
    elif kind == "arg":
        rows.append(f"arg:{node.arg}:{start(node)}")
    elif kind in PLAIN:
        detail = DETAILS[kind](node) if kind in DETAILS else ""
        hidden = not HAS_EXACT_ENDS and kind in INEXACT_ENDS
        rows.append(f"{kind}:{detail}:{start(node)}:{'?' if hidden else end(node)}")


def standard_library():
    root = os.path.dirname(os.__file__)
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in ("site-packages", "dist-packages", "__pycache__"))
        for name in sorted(files):
            if name.endswith(".py"):
                yield os.path.join(folder, name)


def header():
    return json.dumps(
        {
            "version": ".".join(map(str, sys.version_info[:3])),
            "isFormattedExact": IS_FORMATTED_EXACT,
            "hasSlices": HAS_SLICES,
            "hasExactEnds": HAS_EXACT_ENDS,
            "hasKeywords": HAS_KEYWORDS,
            "hasAliases": HAS_ALIASES,
        }
    )


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass", newline="\n")
    if sys.argv[1] == "rows":
        print("\n".join(rows_of(sys.argv[2]) or []))
        return
    print(header())
    if sys.argv[1] == "files":
        with open(sys.argv[2], encoding="utf-8") as file:
            paths = file.read().split("\n")
    else:
        paths = standard_library()
    for path in paths:
        rows = rows_of(path) if path else None
        if rows is not None:
            print(path + "\t" + hashlib.sha1("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest())


main()
