"""An agent that answers questions about the weather with the tools of the team's gateway.

On your machine, with the gateways of the app:  npx agentcore-gateway dev -- python3 agent/main.py "weather in Oslo?"
On AgentCore Runtime:                           POST /invocations with {"prompt": "weather in Oslo?"}
"""

import os
import sys
from pathlib import Path

# install.sh installs requirements.txt into this folder.
sys.path.insert(0, str(Path(__file__).parent / "packages"))

from agentcore_gateways.strands import GatewayClientStrands
from bedrock_agentcore import BedrockAgentCoreApp
from scripted_model import ScriptedModel
from strands import Agent
from strands.models import BedrockModel


class TeamGateway(GatewayClientStrands):
    name = "TeamGateway"


def model():
    """A model of Amazon Bedrock if MODEL_ID names one. Without, a script stands in for it, and no AWS account is needed."""
    return BedrockModel(model_id=os.environ["MODEL_ID"]) if "MODEL_ID" in os.environ else ScriptedModel()


def answer(prompt):
    with TeamGateway.create() as gateway:
        agent = Agent(model=model(), tools=gateway.list_tools_sync(), callback_handler=None)
        return str(agent(prompt)).strip()


app = BedrockAgentCoreApp()


@app.entrypoint
def invoke(payload):
    return {"answer": answer(payload["prompt"])}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(answer(" ".join(sys.argv[1:])))
    else:
        app.run()
