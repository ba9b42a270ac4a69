"""The docstrings that editors and ``help`` show."""

import re

import cdk_agentcore_gateway
import pytest
from cdk_agentcore_gateway import AgentRuntime, CedarPolicy, Gateway, InboundAuth, LocalProcess, McpServer, OutboundAuth, RuntimeConfig

ADD_METHODS = [getattr(Gateway, name) for name in vars(Gateway) if name.startswith("add_") and "target" in name] + [
    Gateway.add_agent, Gateway.add_cedar_policy, Gateway.add_gateway, Gateway.add_interceptor, Gateway.add_mcp_server, Gateway.grant_invoke_access
]
CLASSES = [Gateway, AgentRuntime, McpServer, CedarPolicy, RuntimeConfig, InboundAuth, OutboundAuth, LocalProcess]


@pytest.mark.parametrize("documented", CLASSES + ADD_METHODS, ids=lambda each: each.__qualname__)
def test_there_is_an_example_in_python(documented):
    assert "Example::" in documented.__doc__
    example = documented.__doc__.split("Example::")[1]
    assert not re.search(r"\b(new|const|declare) ", example), example


def test_sentences_name_methods_and_properties_as_python_does():
    names = set(re.findall(r"``(?:[A-Z]\w*\.)?([a-z]+[A-Z]\w*)(?:\(\))?``", source()))
    # Keys of documents and of templates are the same in every language.
    assert {name for name in names if hasattr(Gateway, snake(name)) or hasattr(CedarPolicy, snake(name))} == set()


def test_the_docstring_of_the_module_is_the_page_on_pypi():
    assert "pip install cdk-agentcore-gateway" in cdk_agentcore_gateway.__doc__
    assert "npm install" not in cdk_agentcore_gateway.__doc__


def source():
    with open(cdk_agentcore_gateway.__file__, encoding="utf-8") as file:
        return file.read()


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
