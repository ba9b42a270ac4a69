"""The client of the Lambda Runtime API for AWS's runtime loop: what its native client does, over http.client."""
import http.client
import os
import socket

_INVOCATION = "/2018-06-01/runtime/invocation/"
_connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])


def initialize_client(user_agent):
    _connection.connect()
    # Header and body are written one after the other: without this, the second would wait for the acknowledgement of the first.
    _connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _call(method, path, body=None, headers={}):
    _connection.request(method, _INVOCATION + path, body, headers)
    response = _connection.getresponse()
    return response.read(), dict(response.headers)


def next():
    event, headers = _call("GET", "next")
    headers["Lambda-Runtime-Deadline-Ms"] = int(headers["Lambda-Runtime-Deadline-Ms"])
    return event, headers


def post_invocation_result(invoke_id, content, content_type="application/json", invocation_id=None):
    _call("POST", invoke_id + "/response", content, {"Content-Type": content_type})


def post_error(invoke_id, error, xray_fault, invocation_id=None):
    _call("POST", invoke_id + "/error", error.encode("utf-8") if isinstance(error, str) else error, {"Content-Type": "application/json", "Lambda-Runtime-Function-Error-Type": "Unhandled"})
