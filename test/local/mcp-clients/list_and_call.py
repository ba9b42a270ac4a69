"""Lists the tools of a gateway and calls one with the Python SDK of MCP: list_and_call.py <url> <mode> <tool> <arguments>; prints JSON."""

import asyncio
import json
import sys

from mcp import Client


async def main(url: str, mode: str, tool: str, arguments: str) -> None:
    async with Client(url, mode=mode) as client:
        names, cursor = [], None
        while True:
            page = await client.list_tools(cursor=cursor)
            names += [listed.name for listed in page.tools]
            cursor = page.next_cursor
            if cursor is None:
                break
        result = await client.call_tool(tool, json.loads(arguments))
        print(json.dumps({"version": client.protocol_version, "tools": names, "text": result.content[0].text}))


asyncio.run(main(*sys.argv[1:]))
