"""The same agent in LangChain: npx agentcore-gateway dev -- python3 agent-langchain/main.py "weather in Oslo?" """

import os
import sys

from agentcore_gateways.langchain import GatewayClientLangChain
from langchain.agents import create_agent
from langchain.chat_models import init_chat_model
from scripted_model import ScriptedModel


class TeamGateway(GatewayClientLangChain):
    name = "TeamGateway"


def model():
    """A model of Amazon Bedrock (pip install langchain-aws) if MODEL_ID names one. Without, a script stands in for it."""
    return init_chat_model(os.environ["MODEL_ID"], model_provider="bedrock_converse") if "MODEL_ID" in os.environ else ScriptedModel()


def answer(prompt):
    with TeamGateway.create() as tools:
        agent = create_agent(model(), tools)
        return agent.invoke({"messages": [("user", prompt)]})["messages"][-1].content


if __name__ == "__main__":
    print(answer(" ".join(sys.argv[1:])))
