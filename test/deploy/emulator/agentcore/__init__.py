"""A model of Amazon Bedrock AgentCore: what it keeps, what it refuses, and when it reads tools. See ../../README.md for what it is taken from."""
