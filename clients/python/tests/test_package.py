import ast
import io
import re
import subprocess
import sys
import tokenize
from importlib.metadata import requires
from pathlib import Path


def loaded_by(statement):
    program = f"import sys\n{statement}\nprint(*sorted(name.split('.')[0] for name in sys.modules))"
    return set(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split())


def test_importing_it_loads_neither_boto3_nor_mcp_nor_a_framework():
    assert not loaded_by("import agentcore_gateways") & {"boto3", "botocore", "mcp", "strands", "langchain", "fastmcp", "aws_cdk", "jsii"}


def test_it_asks_for_boto3_and_mcp_and_for_one_package_an_extra():
    names = [re.split("[;<>=]", requirement)[0] for requirement in requires("agentcore-gateways")]
    assert sorted(names) == ["boto3", "langchain[mcp]", "mcp", "strands-agents"]


def test_its_sources_have_at_most_600_lines_of_code():
    """Lines with at least one token: neither blank nor of comments or docstrings only."""
    sources = (Path(__file__).parents[1] / "src" / "agentcore_gateways").glob("*.py")
    assert sum(lines_of_code(source.read_text(encoding="utf-8")) for source in sources) <= 600


def lines_of_code(text):
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
    docstrings = {line for node in nodes for line in range(node.lineno, node.end_lineno + 1)}
    blank = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    tokens = [token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type not in blank]
    return len({line for token in tokens for line in range(token.start[0], token.end[0] + 1)} - docstrings)
