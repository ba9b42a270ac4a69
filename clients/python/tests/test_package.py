import re
import subprocess
import sys
from importlib.metadata import requires


def loaded_by(statement):
    program = f"import sys\n{statement}\nprint(*sorted(name.split('.')[0] for name in sys.modules))"
    return set(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split())


def test_importing_it_loads_neither_boto3_nor_mcp_nor_a_framework():
    assert not loaded_by("import agentcore_gateways") & {"boto3", "botocore", "mcp", "strands", "langchain", "fastmcp", "aws_cdk", "jsii"}


def test_it_asks_for_boto3_and_mcp_and_for_one_package_an_extra():
    names = [re.split("[;<>=]", requirement)[0] for requirement in requires("agentcore-gateways")]
    assert sorted(names) == ["boto3", "langchain[mcp]", "mcp", "strands-agents"]
