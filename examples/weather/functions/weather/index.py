"""The tools `get_weather` and `list_cities`: the usual weather in a city. The data is in this file, so the function calls no other service."""

import math

# Degrees of latitude, and the mean temperature of each month in degrees Celsius, rounded.
CLIMATE = {
    "Auckland": (-36.8, [20, 20, 19, 16, 14, 12, 11, 11, 13, 14, 16, 18]),
    "Cairo": (30.0, [14, 15, 18, 21, 25, 28, 29, 28, 27, 24, 19, 15]),
    "London": (51.5, [5, 5, 8, 10, 13, 16, 19, 18, 16, 12, 8, 6]),
    "Nairobi": (-1.3, [19, 20, 20, 20, 19, 17, 17, 17, 18, 19, 19, 19]),
    "New York": (40.7, [1, 2, 6, 12, 17, 22, 25, 25, 21, 14, 9, 4]),
    "Oslo": (59.9, [-3, -3, 1, 6, 12, 15, 18, 17, 12, 7, 2, -2]),
    "Reykjavik": (64.1, [0, 0, 1, 3, 7, 9, 11, 11, 8, 5, 2, 0]),
    "São Paulo": (-23.5, [22, 22, 22, 20, 18, 17, 16, 18, 18, 20, 20, 21]),
    "Singapore": (1.3, [26, 27, 28, 28, 28, 28, 28, 28, 28, 28, 27, 26]),
    "Sydney": (-33.9, [23, 23, 22, 19, 16, 13, 13, 14, 16, 18, 20, 22]),
    "Tokyo": (35.7, [5, 6, 9, 14, 19, 22, 26, 27, 23, 18, 13, 8]),
}

DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
# The tilt of the Earth's axis, and the altitude of the center of the sun at sunrise.
TILT = math.radians(23.44)
SUNRISE = math.radians(-0.833)


def handler(args, context):
    """The event contains the arguments of the tool, and the client context its name with the target name as prefix."""
    full_name = context.client_context.custom["bedrockAgentCoreToolName"]
    # `weather___get_weather` is the tool `get_weather` of the target `weather`.
    name = full_name.split("___", 1)[-1]
    if name not in TOOLS:
        raise ValueError(f"there is no tool {name}")
    return TOOLS[name](args)


def list_cities(_args):
    return {"cities": sorted(CLIMATE)}


def get_weather(args):
    city, month = args["city"], int(args["month"])
    if city not in CLIMATE:
        raise ValueError(f"unknown city {city}; list_cities returns the cities")
    if not 1 <= month <= 12:
        raise ValueError(f"`month` is {month}; use 1 to 12")
    latitude, temperatures = CLIMATE[city]
    return {
        "city": city,
        "month": month,
        "meanTemperatureCelsius": temperatures[month - 1],
        "daylightHours": round(daylight_hours(latitude, DAYS_BEFORE_MONTH[month - 1] + 15), 1),
    }


def daylight_hours(latitude, day_of_year):
    """The hours from sunrise to sunset, from the sunrise equation."""
    declination = -TILT * math.cos(2 * math.pi * (day_of_year + 10) / 365)
    phi = math.radians(latitude)
    cosine = (math.sin(SUNRISE) - math.sin(phi) * math.sin(declination)) / (math.cos(phi) * math.cos(declination))
    # Above 1 the sun does not rise, below -1 it does not set.
    return 24 / math.pi * math.acos(max(-1, min(1, cosine)))


TOOLS = {"get_weather": get_weather, "list_cities": list_cities}
