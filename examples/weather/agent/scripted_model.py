"""Does by a script what a model does: asks for the weather in the city of the prompt, and says what it is."""

import datetime
import json
import re

from strands.models import Model


class ScriptedModel(Model):
    async def stream(self, messages, tool_specs=None, system_prompt=None, **_):
        result = next((block["toolResult"] for block in messages[-1]["content"] if "toolResult" in block), None)
        yield {"messageStart": {"role": "assistant"}}
        if result is None:
            # The gateway of the team lists get_weather as domain___weather___get_weather.
            tool = next(spec["name"] for spec in tool_specs if spec["name"].endswith("___get_weather"))
            city = re.search(r"in ([^?]+)", messages[-1]["content"][0]["text"])[1]
            arguments = json.dumps({"city": city, "month": datetime.date.today().month})
            yield {"contentBlockStart": {"start": {"toolUse": {"name": tool, "toolUseId": "1"}}}}
            yield {"contentBlockDelta": {"delta": {"toolUse": {"input": arguments}}}}
        else:
            yield {"contentBlockStart": {"start": {}}}
            yield {"contentBlockDelta": {"delta": {"text": sentence(result["content"][0]["text"])}}}
        yield {"contentBlockStop": {}}
        yield {"messageStop": {"stopReason": "tool_use" if result is None else "end_turn"}}

    async def structured_output(self, *_, **__):
        raise NotImplementedError
        yield

    def update_config(self, **_):
        pass

    def get_config(self):
        return {}


def sentence(text):
    try:
        weather = json.loads(text)
    except ValueError:  # The tool returned an error.
        return text
    return f"{weather['city']} usually has {weather['meanTemperatureCelsius']} °C and {weather['daylightHours']} hours of daylight in this month."
