"""Verifies Signature Version 4 with botocore: signs anew what was received, and compares. Independent of @smithy/signature-v4."""

import base64
import datetime
import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

PATTERN = re.compile(r"^AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$")


def wrong(method, url, headers, body, scope):
    """What is wrong with the signature of a request; None if it is right."""
    parts = PATTERN.match(headers.get("authorization", ""))
    if not parts:
        return "Missing Authentication Token"
    access_key, date, region, service, names, signature = parts.groups()
    key = scope["keys"].get(access_key)
    if key is None:
        return f"The security token included in the request is invalid: {access_key}"
    if (region, service) != (scope["region"], scope["service"]):
        return f"Credential should be scoped to {scope['region']}/{scope['service']}, not {region}/{service}"
    if headers.get("x-amz-security-token") != key.get("sessionToken"):
        return "The security token included in the request is invalid"
    signed = names.split(";")
    unsigned = [name for name in ["host", *(name for name in headers if name.startswith("x-amz"))] if name not in signed]
    if unsigned:
        return f"Headers are not signed: {unsigned}"
    time = headers["x-amz-date"]
    age = datetime.datetime.now(datetime.timezone.utc) - datetime.datetime.strptime(time, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
    if abs(age.total_seconds()) > 300 or not time.startswith(date):
        return f"Signature expired: {time}"
    request = AWSRequest(method, url, headers={name: headers[name] for name in signed}, data=body)
    request.context["timestamp"] = time
    auth = SigV4Auth(Credentials(access_key, key["secret"], key.get("sessionToken")), service, region)
    expected = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    if expected != signature:
        return f"The request signature we calculated does not match the signature you provided: {json.dumps(headers)}"
    return None


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        received = json.loads(self.rfile.read(int(self.headers["content-length"])))
        body = base64.b64decode(received.pop("body"))
        result = json.dumps({"wrong": wrong(**received, body=body)}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(result)))
        self.end_headers()
        self.wfile.write(result)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"url": f"http://127.0.0.1:{server.server_address[1]}"}), flush=True)
sys.stdin.read()
