"""A real SMTP server for the tests of Notifications: keeps each accepted mail as a file, refuses what its name asks for.

    server.py FOLDER plain|starttls

Prints one line of JSON when it listens: {"port": N, "authorities": PATH}. Ends when its standard input does.
Recipients decide the answer: `gone@…` 550, `full@…` 452, anything else 250. Sender password: `open sesame`.
"""
import asyncio
import json
import pathlib
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Keeper:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("full@"):
            return "452 4.2.2 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        # Written before the answer: when the client has its 250, the file is there.
        self.count += 1
        (self.folder / f"{self.count:03}.eml").write_bytes(envelope.content)
        about = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": session.ssl is not None,
                 "user": session.auth_data if isinstance(session.auth_data, str) else None}
        (self.folder / f"{self.count:03}.json").write_text(json.dumps(about))
        return "250 2.0.0 kept"


def authenticate(server, session, envelope, mechanism, data):
    if getattr(data, "password", None) == b"open sesame":
        return AuthResult(success=True, auth_data=data.login.decode())
    return AuthResult(success=False, handled=False)


def certificate(folder):
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-keyout", key, "-out", certificate, "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True)
    return certificate, key


async def main():
    folder, mode = pathlib.Path(sys.argv[1]), sys.argv[2]
    options = {}
    if mode == "starttls":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*certificate(folder))
        options = {"tls_context": context, "require_starttls": True, "authenticator": authenticate}
    keeper, loop = Keeper(folder), asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(keeper, hostname="localhost", loop=loop, **options), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(json.dumps({"port": port, "authorities": str(folder / "certificate.pem")}), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
