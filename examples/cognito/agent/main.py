"""An agent that searches the tools of a gateway for the one that answers a question, and calls it. It needs no model.

On your machine, with the gateway of the app:  npx agentcore-gateway dev -- python3 agent/main.py "what time is it in Oslo?"
On AgentCore Runtime:                          POST /invocations with {"prompt": "what time is it in Oslo?"}
"""

import asyncio
import datetime
import re
import sys
from pathlib import Path

# Where requirements.txt is installed for AgentCore Runtime.
sys.path.insert(0, str(Path(__file__).parent / "packages"))

from agentcore_gateways import transport
from bedrock_agentcore import BedrockAgentCoreApp
from mcp.client.client import Client


async def answer(prompt):
    async with Client(transport("CityTools")) as gateway:
        found = await gateway.call_tool("x_amz_bedrock_agentcore_search", {"query": prompt})
        tool = found.structured_content["tools"][0]
        known = {"city": re.search(r"in ([^?]+)", prompt)[1], "month": datetime.date.today().month}
        arguments = {name: known[name] for name in tool["inputSchema"]["required"]}
        result = await gateway.call_tool(tool["name"], arguments)
        return f"{tool['name']}: {result.content[0].text}"


app = BedrockAgentCoreApp()


@app.entrypoint
async def invoke(payload):
    return {"answer": await answer(payload["prompt"])}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(asyncio.run(answer(" ".join(sys.argv[1:]))))
    else:
        app.run()
