"""A small proxy that stands between a server and everybody else, and spoils one thing when it is told to."""

import contextlib
import http.client
import http.server
import threading


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.is_chunked = False


class Proxy:
    """`spoil(method, path, request headers, answer)` changes the answer; `rename` lets bodies speak of this address."""

    def __init__(self, port, rename=None):
        self.upstream, self.rename, self.spoil = port, rename, None
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def forward(self):
                proxy.forward(self)

            do_GET = do_POST = do_PATCH = do_HEAD = forward

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    @contextlib.contextmanager
    def spoiling(self, spoil):
        self.spoil = spoil
        try:
            yield
        finally:
            self.spoil = None

    def forward(self, handler):
        answer = self.ask(handler)
        if self.rename:
            answer.body = answer.body.replace(self.rename.encode(), self.address.encode())
        if self.spoil:
            self.spoil(handler.command, handler.path, handler.headers, answer)
        handler.send_response_only(answer.status)
        for name, value in answer.headers:
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "keep-alive"):
                handler.send_header(name, value)
        if answer.is_chunked:
            handler.send_header("Transfer-Encoding", "chunked")
            handler.end_headers()
            handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(answer.body), answer.body))
        else:
            handler.send_header("Content-Length", str(len(answer.body)))
            handler.end_headers()
            if handler.command != "HEAD":
                handler.wfile.write(answer.body)

    def ask(self, handler):
        length = int(handler.headers.get("content-length") or 0)
        body = handler.rfile.read(length) if length else None
        headers = {name: value for name, value in handler.headers.items() if name.lower() not in ("connection",)}
        connection = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=30)
        try:
            connection.request(handler.command, handler.path, body, headers)
            reply = connection.getresponse()
            return Answer(reply.status, reply.getheaders(), reply.read())
        except OSError:
            return Answer(502, [], b"")
        finally:
            connection.close()
