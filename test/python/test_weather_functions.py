"""The function of get_weather in examples/weather. The tests of clients/python run its agents."""

import importlib.util
import json
import sys
from types import SimpleNamespace

import pytest
from conftest import ROOT

WEATHER = ROOT / "examples" / "weather"


def module(path):
    spec = importlib.util.spec_from_file_location(path.replace("/", "_"), WEATHER / f"{path}.py")
    loaded = importlib.util.module_from_spec(spec)
    # A __pycache__ folder would become part of the asset.
    sys.dont_write_bytecode = True
    try:
        spec.loader.exec_module(loaded)
    finally:
        sys.dont_write_bytecode = False
    return loaded


class TestGetWeather:
    function = module("functions/weather/index")

    def call(self, tool, args):
        context = SimpleNamespace(client_context=SimpleNamespace(custom={"bedrockAgentCoreToolName": tool}))
        return self.function.handler(args, context)

    def test_returns_the_temperature_of_the_month(self):
        assert self.call("weather___get_weather", {"city": "London", "month": 7})["meanTemperatureCelsius"] == 19

    @pytest.mark.parametrize(
        "city, month, expected",
        [("Singapore", 1, 12.1), ("London", 6, 16.6), ("London", 12, 7.9), ("Sydney", 12, 14.4), ("Reykjavik", 12, 4.3)],
    )
    def test_returns_the_hours_of_daylight(self, city, month, expected):
        assert self.call("weather___get_weather", {"city": city, "month": month})["daylightHours"] == pytest.approx(expected, abs=0.15)

    @pytest.mark.parametrize("latitude, day, hours", [(80, 172, 24), (80, 355, 0), (-80, 172, 0)])
    def test_handles_polar_day_and_night(self, latitude, day, hours):
        assert self.function.daylight_hours(latitude, day) == hours

    def test_lists_the_cities_with_weather(self):
        cities = self.call("weather___list_cities", {})["cities"]
        assert "New York" in cities
        for city in cities:
            assert self.call("weather___get_weather", {"city": city, "month": 1})["city"] == city

    def test_matches_its_output_schema(self):
        [get_weather, _] = json.loads((WEATHER / "functions/weather/tools.json").read_text(encoding="utf-8"))
        assert set(self.call("weather___get_weather", {"city": "Tokyo", "month": 3})) == set(get_weather["outputSchema"]["required"])

    @pytest.mark.parametrize(
        "tool, args, message",
        [
            ("weather___get_weather", {"city": "Atlantis", "month": 1}, "unknown city Atlantis; list_cities returns the cities"),
            ("weather___get_weather", {"city": "London", "month": 13}, "`month` is 13"),
            ("weather___get_time", {"city": "London"}, "there is no tool get_time"),
        ],
    )
    def test_fails_with_a_reason(self, tool, args, message):
        with pytest.raises(ValueError, match=message):
            self.call(tool, args)
