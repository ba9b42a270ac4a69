"""Deploys an assembly in many legal orders, in one process. No sockets, no waiting."""
