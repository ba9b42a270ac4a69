"""Does by a script what a model does: asks for the weather in the city of the prompt, and says what it is."""

import datetime
import json
import re

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult


class ScriptedModel(BaseChatModel):
    tool: str = ""

    @property
    def _llm_type(self):
        return "scripted"

    def bind_tools(self, tools, **_):
        # The gateway of the team lists get_weather as domain___weather___get_weather.
        return ScriptedModel(tool=next(tool.name for tool in tools if tool.name.endswith("___get_weather")))

    def _generate(self, messages, stop=None, run_manager=None, **_):
        last = messages[-1]
        if isinstance(last, ToolMessage):
            message = AIMessage(sentence(last.text))
        else:
            city = re.search(r"in ([^?]+)", last.text)[1]
            message = AIMessage("", tool_calls=[{"name": self.tool, "args": {"city": city, "month": datetime.date.today().month}, "id": "1"}])
        return ChatResult(generations=[ChatGeneration(message=message)])


def sentence(text):
    try:
        weather = json.loads(text)
    except ValueError:  # The tool returned an error.
        return text
    return f"{weather['city']} usually has {weather['meanTemperatureCelsius']} °C and {weather['daylightHours']} hours of daylight in this month."
