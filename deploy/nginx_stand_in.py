"""What deploy/check_nginx.sh needs besides nginx: a stand-in application, and the questions.

--free-ports       print the first of four free loopback ports in a row
--serve PORT       the stand-in: answers with what it was sent, or hands a private file to nginx
--ask PORT LOG PID put the questions to nginx; ends the stand-in (PID) before the last ones
"""

import http.client
import json
import os
import signal
import socket
import ssl
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = tuple[int, dict[str, str], str]


class StandIn(BaseHTTPRequestHandler):
    """Echoes method and headers as JSON; /private hands private.txt over by X-Accel-Redirect."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.dumps({"method": self.command, "headers": dict(self.headers)}).encode()
        self.send_response(200)
        if self.path == "/private":
            self.send_header("X-Accel-Redirect", "/private-media/private.txt")
            self.send_header("Cache-Control", "private, max-age=60")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Silence: nginx's log is the one under test."""


def main() -> None:
    if sys.argv[1] == "--free-ports":
        print(free_ports())
    elif sys.argv[1] == "--serve":
        ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), StandIn).serve_forever()
    else:
        ask(int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))


def free_ports() -> int:
    """The first of four neighbouring ports that nobody listens on."""
    for first in range(18700, 19700, 4):
        try:
            for port in range(first, first + 4):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return first
    sys.exit("no four free ports")


def ask(first: int, log: Path, stand_in: int) -> None:
    """Every promise of nginx.conf that can be asked from outside; exits with what does not hold."""
    unverified = ssl._create_unverified_context()  # noqa: S323 -- a certificate of a minute ago

    def call(path: str, method: str = "GET", headers: dict | None = None, size: int = 0) -> Answer:
        connection = http.client.HTTPSConnection("127.0.0.1", first + 2, context=unverified)
        connection.request(method, path, b"x" * size if size else None, headers or {})
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read().decode()

    wait_for(first)
    wait_for(first + 3)
    wrong = []

    def expect(what: str, found: object, wanted: object) -> None:
        if found != wanted:
            wrong.append(f"{what}: {found!r}, expected {wanted!r}")

    plain = http.client.HTTPConnection("127.0.0.1", first + 1)
    plain.request("GET", "/ar/news/?q=x", headers={"Host": "newsroom.test"})
    answer = plain.getresponse()
    expect("http", answer.status, 308)
    expect("http leads to", answer.getheader("Location"), "https://newsroom.test/ar/news/?q=x")
    health = http.client.HTTPConnection("127.0.0.1", first + 3)
    health.request("GET", "/")
    expect("health", health.getresponse().status, 200)

    forged = {
        "Host": "newsroom.test",
        "X-Forwarded-For": "6.6.6.6",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "evil.test",
        "X-Real-IP": "6.6.6.6",
        "Forwarded": "for=6.6.6.6",
    }
    status, headers, body = call("/ar/search/?q=secret-word", headers=forged)
    sent = json.loads(body)["headers"]
    expect("page", status, 200)
    expect("Host passed on", sent.get("Host"), "newsroom.test")
    expect("address passed on", sent.get("X-Forwarded-For"), "127.0.0.1")
    expect("scheme passed on", sent.get("X-Forwarded-Proto"), "https")
    left = [name for name in ("X-Forwarded-Host", "X-Real-IP", "Forwarded") if name in sent]
    expect("forged headers passed on", left, [])
    expect("version of nginx shown", headers.get("Server"), "nginx")

    status, headers, body = call("/static/css/base.0123456789ab.css")
    expect("static file", (status, body), (200, "body{}\n"))
    lasting = "public, max-age=31536000, immutable"
    expect("static file lasts", headers.get("Cache-Control"), lasting)
    expect("static type fixed", headers.get("X-Content-Type-Options"), "nosniff")
    expect("missing static", call("/static/css/gone.0123456789ab.css")[0], 404)
    gone = call("/static/css/gone.0123456789ab.css")[1].get("Cache-Control")
    expect("missing static is not kept", gone, None)
    expect("plain name", call("/static/plain.js")[1].get("Cache-Control"), "public, max-age=3600")

    expect("private file asked for", call("/private-media/private.txt")[0], 404)
    status, headers, body = call("/private")
    expect("private file handed over", (status, body), (200, "private\n"))
    expect("its caching", headers.get("Cache-Control"), "private, max-age=60")
    expect("dot file", call("/.git/config")[0], 404)
    expect("well-known", call("/.well-known/security.txt")[0], 200)
    expect("too large for the public", call("/ar/news/", "POST", size=2_000_000)[0], 413)
    expect("large file from staff", call("/ar/admin/news/", "POST", size=2_000_000)[0], 200)

    expect("review link", call("/ar/review/7.secret-token/approve/ar/")[0], 200)
    guesses = [call("/en/review/7.secret-token/")[0] for _ in range(40)]
    expect("forty guesses of a link at once refused", 429 in guesses, True)

    attempts = [call("/ar/admin/login/", "POST", size=1)[0] for _ in range(30)]
    expect("thirty sign-in attempts at once refused", 429 in attempts, True)
    expect("the sign-in page still reads", call("/ar/admin/login/")[0], 200)

    os.kill(stand_in, signal.SIGTERM)
    time.sleep(0.5)
    for method in ("GET", "POST"):
        status, headers, body = call("/ar/", method)
        expect(f"{method} without application", status, 502)
        expect("says so in Arabic", "الموقع غير متاح مؤقتًا" in body, True)
        expect("its type", headers.get("Content-Type"), "text/html; charset=utf-8")
        expect("it is not kept", headers.get("Cache-Control"), "no-store")

    lines = log.read_text()
    expect("a path in the log", '"GET /ar/search/" 200' in lines, True)
    expect("a network in the log", "127.0.0.0" in lines, True)
    for secret in ("127.0.0.1", "secret-word", "secret-token"):
        expect(f"{secret} in the log", secret in lines, False)
    if wrong:
        sys.exit("nginx.conf: " + "\nnginx.conf: ".join(wrong))


def wait_for(port: int) -> None:
    """Until somebody listens; ten seconds at most."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"nothing listens on port {port}")


if __name__ == "__main__":
    main()
