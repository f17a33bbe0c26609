"""A web server for tests: python3 .ci/host.py PORT CERTIFICATE KEY FOLDER serves the folder and accepts every POST."""

import functools
import http.server
import ssl
import sys

port, certificate, key, folder = sys.argv[1:]


class Host(http.server.SimpleHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), functools.partial(Host, directory=folder))
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
