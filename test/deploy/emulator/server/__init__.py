"""The emulator as a server, for the CDK CLI: ministack, and AgentCore beside it."""
