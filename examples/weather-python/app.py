import os

from aws_cdk import App

from weather_stack import WeatherStack

# With this, findings name the line of this program and not only the construct.
os.environ.setdefault("JSII_HOST_STACK_TRACES", "1")

app = App()
WeatherStack(app, "Weather")
app.synth()
