from aws_cdk import App

from weather_stack import WeatherStack

app = App()
WeatherStack(app, "Weather")
app.synth()
