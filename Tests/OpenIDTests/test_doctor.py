"""`countersign doctor` with a set-up that is sound, and with one thing at a time that is not."""

import base64
import contextlib
import datetime
import email.utils
import hashlib
import json
import re
import socket
import ssl
import threading
import time

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from entra import base64url
from provider import ROOT
from serving import free_port
from simulator import ADMINISTRATOR, SECRET, SERVER
from spoiling import Proxy


def test_a_healthy_set_up_has_no_fault(ward):
    faults, all_of_them = ward.doctor()
    assert faults == {}
    assert [code for code, entry in all_of_them.items() if entry["grade"] == "warning"] == ["address.lab"]
    for code in (
            "rootKey", "database", "vision.worker", "tenant", "tenant.keys", "clock", "token", "permissions", "app",
            "passes", "directory", "portal", "consent", "method", "discovery", "endpoint", "endpoint.post", "keys", "keys.age", "rehearsal",
            "policy.signIn"):
        assert all_of_them[code]["grade"] == "sound", all_of_them[code]
    assert "forged hint was refused" in all_of_them["rehearsal"]["sentence"]
    assert "Microsoft's own signature" in all_of_them["rehearsal.limits"]["sentence"]


def test_without_an_administrator_the_registration_is_unchecked_and_no_fault(ward):
    done = ward.run("doctor")
    assert done.returncode == 0, done.stdout
    assert "UNCHECKED app:" in done.stdout and "Application.Read.All" in done.stdout
    assert "SOUND     method:" in done.stdout and "Looking at" in done.stderr


def test_a_token_of_another_tenant_is_not_looked_with(ward):
    ward.write(ward.settings | {"tenant": ward.settings["tenant"] | {"id": ELSEWHERE}}, "other.json")
    refused = ward.run("doctor", token=ward.simulator.token(ADMINISTRATOR), file="other.json")
    assert refused.returncode != 0 and "is for the tenant" in refused.stderr


def test_every_code_stands_in_the_documentation():
    sources = [*(ROOT / "Sources/countersign/Doctor").glob("*.swift"),
               ROOT / "Sources/OpenIDProvider/Inspection/ProviderFault.swift"]
    codes = set()
    for source in sources:
        text = source.read_text()
        for pattern in (
                r'(?:fault|warning|unchecked|looking)\(\s*"([\w.]+)"', r'fetch\([\w.]+, "([\w.]+)"',
                r'case \w+ = "([a-z]\w+\.\w+)"'):
            codes |= set(re.findall(pattern, text))
    assert len(codes) > 50
    rows = re.findall(r"^\| (`.*?`) \|", (ROOT / "docs/doctor.md").read_text(), re.M)
    documented = set(re.findall(r"`([\w.]+)`", " ".join(rows)))
    assert codes - documented == set() and documented - codes == {"configuration"}


def discovery(change):
    def spoil(method, path, headers, answer):
        if path == "/.well-known/openid-configuration":
            document = json.loads(answer.body)
            change(document)
            answer.body = json.dumps(document).encode()
    return spoil


def key(change):
    def spoil(method, path, headers, answer):
        if path == "/keys":
            document = json.loads(answer.body)
            for member in document["keys"]:
                change(member)
            answer.body = json.dumps(document).encode()
    return spoil


def chunked(method, path, headers, answer):
    answer.is_chunked = path == "/.well-known/openid-configuration"


def missing(method, path, headers, answer):
    if path == "/.well-known/openid-configuration":
        answer.status, answer.body = 404, b"no such page"


def answering(wanted, status):
    def spoil(method, path, headers, answer):
        if (method, path) == (wanted, "/authorize"):
            answer.status, answer.body = status, b"blocked"
    return spoil


def certificate(public, days=365, encoding=Encoding.DER):
    """Of the public key, signed by somebody: what it says counts here, not who says it."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "planted")])
    end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)
    return (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(public)
        .serial_number(x509.random_serial_number()).not_valid_before(end - datetime.timedelta(days=400))
        .not_valid_after(end).sign(STRANGER, hashes.SHA256()).public_bytes(encoding))


STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def strangers_key(member):
    der = certificate(STRANGER.public_key())
    member |= json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(STRANGER.public_key()))
    member.pop("key_ops", None)
    member["kid"] = member["x5t"] = base64url(hashlib.sha1(der).digest())
    member["x5c"] = [base64.b64encode(der).decode()]


def expired_certificate(member):
    public = jwt.PyJWK(member).key
    member["x5c"] = [base64.b64encode(certificate(public, days=-1)).decode()]


def other_certificate(member):
    member["x5c"] = [base64.b64encode(certificate(STRANGER.public_key())).decode()]


def url_base64(member):
    member["x5c"] = [base64url(base64.b64decode(member["x5c"][0]))]
    assert set(member["x5c"][0]) & set("-_")


ON_THE_WAY = {
    "discovery.chunked": (chunked, "buffering"),
    "discovery.status": (missing, "proxy"),
    "discovery.algorithm": (discovery(lambda d: d.update(id_token_signing_alg_values_supported=["PS256"])), "RS256"),
    "discovery.field": (discovery(lambda d: d.pop("scopes_supported")), "document"),
    "discovery.keysAddress": (discovery(lambda d: d.update(jwks_uri=d["jwks_uri"] + "?v=1")), "document"),
    "discovery.authorizationEndpoint": (
        discovery(lambda d: d.update(authorization_endpoint=d["issuer"] + "/other")), "document"),
    "issuer.slash": (discovery(lambda d: d.update(issuer=d["issuer"] + "/")), "publicURL"),
    "issuer.port": (discovery(lambda d: d.update(issuer="https://127.0.0.1:443")), "publicURL"),
    "issuer.differs": (discovery(lambda d: d.update(issuer="https://verify.example.com")), "publicURL"),
    "keys.certificateMissing": (key(lambda k: k.pop("x5c")), "key set"),
    "keys.certificateEncoding": (key(url_base64), "base64url"),
    "keys.certificateMismatch": (key(other_certificate), "key set"),
    "keys.certificateDates": (key(expired_certificate), "clock"),
    "keys.kid": (key(lambda k: k.update(kid="our key!")), "base64url"),
    "keys.signerMissing": (key(strangers_key), "cache"),
    "keys.secret": (key(lambda k: k.update(d="AQAB")), "emergency-roll"),
    "endpoint.get": (answering("GET", 404), "proxy"),
    "endpoint.post": (answering("POST", 403), "cross-site"),
}


@pytest.mark.parametrize("code", ON_THE_WAY)
def test_what_is_spoilt_on_the_way_is_found_and_its_mend_named(ward, code):
    spoil, word = ON_THE_WAY[code]
    with ward.proxy.spoiling(spoil):
        faults, _ = ward.doctor()
    assert code in faults, sorted(faults)
    assert word in faults[code]["mend"]
    # One thing is wrong; what follows from it may be told too, and nothing of another kind.
    follows = {"keys.kid": {"keys.signerMissing", "keys.foreign", "rehearsal.signature"}}
    follows["keys.signerMissing"] = {"keys.foreign", "rehearsal.signature"}
    assert set(faults) <= {code} | follows.get(code, set())


def test_a_replaced_key_is_what_the_rehearsal_finds_too(ward):
    with ward.proxy.spoiling(key(strangers_key)):
        faults, _ = ward.doctor()
    assert "AADSTS500126" in faults["rehearsal.signature"]["sentence"]


def test_a_document_that_changes_for_browsers_is_a_warning(ward):
    def compress(method, path, headers, answer):
        if "gzip" in headers.get("accept-encoding", "") and path.startswith("/.well-known/"):
            answer.is_chunked = True
    with ward.proxy.spoiling(compress):
        faults, found = ward.doctor()
    assert faults == {} and found["discovery.compressed"]["grade"] == "warning"


@contextlib.contextmanager
def changed_application(ward, changes, back):
    path = f"applications/{ward.simulator.one('applications', appId=ward.application)['id']}"
    ward.simulator.graph("PATCH", path, changes)
    yield
    ward.simulator.graph("PATCH", path, back)


def wrong_reply_address(ward):
    return changed_application(
        ward, {"web": {"redirectUris": [ward.proxy.address + "/authorize/"]}},
        {"web": {"redirectUris": [ward.proxy.address + "/authorize"]}})


@contextlib.contextmanager
def consent_missing(ward):
    principal = ward.simulator.one("servicePrincipals", appId=ward.application)
    grant, = ward.simulator.graph("GET", f"servicePrincipals/{principal['id']}/oauth2PermissionGrants")["value"]
    ward.simulator.graph("DELETE", f"oauth2PermissionGrants/{grant['id']}")
    yield
    body = {name: grant[name] for name in ("clientId", "resourceId", "consentType", "scope")}
    ward.simulator.graph("POST", "oauth2PermissionGrants", body)


@contextlib.contextmanager
def consent_too_narrow(ward):
    principal = ward.simulator.one("servicePrincipals", appId=ward.application)
    grant, = ward.simulator.graph("GET", f"servicePrincipals/{principal['id']}/oauth2PermissionGrants")["value"]
    ward.simulator.graph("PATCH", f"oauth2PermissionGrants/{grant['id']}", {"scope": "openid"})
    yield
    ward.simulator.graph("PATCH", f"oauth2PermissionGrants/{grant['id']}", {"scope": "openid profile"})


@contextlib.contextmanager
def principal_disabled(ward):
    path = f"servicePrincipals/{ward.simulator.one('servicePrincipals', appId=ward.application)['id']}"
    ward.simulator.graph("PATCH", path, {"accountEnabled": False})
    yield
    ward.simulator.graph("PATCH", path, {"accountEnabled": True})


def changed_method(**changes):
    @contextlib.contextmanager
    def change(ward):
        before = ward.method()
        ward.change_method(**changes)
        yield
        ward.change_method(**{name: before[name] for name in changes})
    return change


@contextlib.contextmanager
def wrong_client(ward):
    ours = ward.method()["openIdConnectSetting"]
    ward.change_method(openIdConnectSetting=ours | {"clientId": "somebody-else"})
    yield
    ward.change_method(openIdConnectSetting=ours)


@contextlib.contextmanager
def wrong_discovery_address(ward):
    """Another provider that works: Entra takes no address that does not."""
    ours = ward.method()["openIdConnectSetting"]
    elsewhere = Proxy(ward.port, rename=ward.proxy.address)
    try:
        ward.change_method(
            openIdConnectSetting=ours | {"discoveryUrl": elsewhere.address + "/.well-known/openid-configuration"})
        yield
        ward.change_method(openIdConnectSetting=ours)
    finally:
        elsewhere.stop()


def clock(seconds):
    def spoil(method, path, headers, answer):
        answer.headers = [
            (name, value) for name, value in answer.headers if name.lower() != "date"
        ] + [("Date", email.utils.formatdate(time.time() + seconds, usegmt=True))]

    @contextlib.contextmanager
    def plant(ward):
        with ward.graph_proxy.spoiling(spoil):
            yield
    return plant


@contextlib.contextmanager
def permission_missing(ward):
    SERVER.remove("UserAuthMethod-TAP.ReadWrite.All")
    try:
        yield
    finally:
        SERVER.append("UserAuthMethod-TAP.ReadWrite.All")
        ward.simulator.permit(SERVER)


IN_THE_TENANT = {
    "app.replyURL": (wrong_reply_address, "redirect URI|Authentication > Web"),
    "consent.missing": (consent_missing, "Grant admin consent"),
    "principal.disabled": (principal_disabled, "enabled for users"),
    "method.disabled": (changed_method(state="disabled"), "--enable"),
    "method.targets": (changed_method(includeTargets=[]), "include"),
    "method.clientId": (wrong_client, "Client ID"),
    "method.discoveryUrl": (wrong_discovery_address, "Discovery Endpoint"),
    "clock": (clock(-400), "NTP"),
    "permissions.missing": (permission_missing, "UserAuthMethod-TAP.ReadWrite.All"),
}


@pytest.mark.parametrize("code", IN_THE_TENANT)
def test_what_is_wrong_in_the_tenant_is_found_and_its_mend_named(ward, code):
    plant, words = IN_THE_TENANT[code]
    with plant(ward):
        faults, _ = ward.doctor()
    assert set(faults) == {code}
    assert any(word in faults[code]["mend"] for word in words.split("|"))
    assert ward.doctor()[0] == {}


def test_half_a_consent_is_none(ward):
    with consent_too_narrow(ward):
        faults, _ = ward.doctor()
        assert "profile" in faults["consent.missing"]["sentence"]
        assert "Admin consent: changed" in ward.setup("--apply").stdout


@pytest.mark.parametrize("seconds, grade", [(200, "warning"), (-200, "warning"), (400, "fault"), (60, "sound")])
def test_a_clock_is_judged_by_how_far_it_is_off(ward, seconds, grade):
    with clock(seconds)(ward):
        assert ward.doctor()[1]["clock"]["grade"] == grade


def test_passes_that_the_tenant_does_not_allow_are_found(ward):
    ward.simulator.manage("PUT", "/settings", {"passPolicy": {"state": "disabled"}})
    try:
        faults, _ = ward.doctor()
    finally:
        ward.simulator.manage("PUT", "/settings", {"passPolicy": {"state": "enabled"}})
    assert set(faults) == {"passes.off"} and "Temporary Access Pass" in faults["passes.off"]["mend"]


def with_settings(change):
    @contextlib.contextmanager
    def plant(ward):
        settings = ward.settings
        change(settings)
        ward.write(settings, "planted.json")
        yield
    return plant


@contextlib.contextmanager
def open_root_key(ward):
    (ward.folder / "root.key").chmod(0o644)
    ward.write(ward.settings, "planted.json")
    try:
        yield
    finally:
        (ward.folder / "root.key").chmod(0o600)


def lost_mail(settings):
    settings["mail"] = {"smtp": {
        "host": "127.0.0.1", "port": free_port(), "protection": "plaintextForLoopback", "sender": "a@example.com"}}


ELSEWHERE = "2c1f7a90-4f54-4d0e-a2cc-90b6d1f3e7a5"
IN_THE_CONFIGURATION = {
    "app.missing": (with_settings(lambda s: s["externalMethod"].update(appId=ELSEWHERE)), "externalMethod.appId"),
    "method.appId": (with_settings(lambda s: s["externalMethod"].update(appId=ELSEWHERE)), "externalMethod.appId"),
    "method.clientId": (with_settings(lambda s: s["externalMethod"].update(clientId="other")), "Client ID"),
    "tenant.unreachable": (
        with_settings(lambda s: s["entra"].update(loginURL=f"http://127.0.0.1:{free_port()}")), "entra.loginURL"),
    "tenant.unknown": (with_settings(lambda s: s["tenant"].update(id=ELSEWHERE)), "tenant.id"),
    "token": (with_settings(lambda s: s["entra"].update(secretFile="countersign.json")), "entra.client"),
    "rootKey": (open_root_key, "chmod 600"),
    "database": (with_settings(lambda s: s.update(database="none.sqlite")), "countersign migrate"),
    "vision.worker": (with_settings(lambda s: s["vision"].update(worker="none")), "vision.worker"),
    "mail": (with_settings(lost_mail), "mail.smtp"),
    "discovery.unreachable": (
        with_settings(lambda s: s.update(publicURL=f"http://127.0.0.1:{free_port()}")), "publicURL"),
    "portal": (with_settings(lambda s: s["tenant"].update(slug="elsewhere")), "tenant.slug"),
    "configuration": (with_settings(lambda s: s["listen"].update(port=70_000)), "listen.port"),
}


@pytest.mark.parametrize("code", IN_THE_CONFIGURATION)
def test_what_is_wrong_on_this_machine_is_found_and_its_mend_named(ward, code):
    plant, word = IN_THE_CONFIGURATION[code]
    with plant(ward):
        faults, _ = ward.doctor("planted.json")
    assert code in faults, sorted(faults)
    assert word in faults[code]["mend"]


def test_a_certificate_that_nobody_trusts_is_named(ward):
    (ward.folder / "tls.pem").write_bytes(certificate(STRANGER.public_key(), encoding=Encoding.PEM))
    (ward.folder / "tls.key").write_bytes(
        STRANGER.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(ward.folder / "tls.pem", ward.folder / "tls.key")
    with socket.create_server(("127.0.0.1", 0)) as listener, context.wrap_socket(listener, server_side=True) as server:
        threading.Thread(target=refuse, args=(server,), daemon=True).start()
        settings = ward.settings | {"publicURL": f"https://127.0.0.1:{server.getsockname()[1]}"}
        ward.write(settings, "planted.json")
        faults, _ = ward.doctor("planted.json")
    assert "certificate not trusted" in faults["discovery.unreachable"]["sentence"]
    assert "certificate" in faults["discovery.unreachable"]["mend"]


def refuse(server):
    """Shakes hands with whoever comes, as far as they let it."""
    while True:
        try:
            server.accept()[0].close()
        except ssl.SSLError:
            continue
        except OSError:
            return


def test_models_that_are_not_there_are_named(ward):
    faults, _ = ward.doctor(COUNTERSIGN_MODELS=str(ward.folder / "no-models"))
    assert set(faults) == {"vision.worker"} and "no-models" in faults["vision.worker"]["mend"]


def test_nothing_secret_is_said(ward):
    token = ward.simulator.token(ADMINISTRATOR)
    said = ward.run("doctor", "--format", "json", token=token)
    key = (ward.folder / "root.key").read_text().strip()
    for secret in (token, token.split(".")[2], SECRET, key):
        assert secret not in said.stdout + said.stderr
