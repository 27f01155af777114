"""`countersign eam explain`, with hints and requests that this side makes on its own."""

import datetime
import json
import subprocess

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

import tampering
from entra import APPLICATION, LOGIN, TENANT
from provider import PROGRAMS

OTHER = "0f3c2d7e-6b7a-4c39-8f0d-2a1b9c7d5e42"


@pytest.fixture
def explain(entra, tmp_path):
    (tmp_path / "tenant.json").write_text(json.dumps(entra.connection()))
    (tmp_path / "keys.json").write_text(json.dumps(entra.key_set()))

    def run(lines, *options, at=None, code=0):
        command = [
            PROGRAMS / "countersign", "eam", "explain", "--tenant-config", tmp_path / "tenant.json", "--keys",
            tmp_path / "keys.json", "--at", str(at or entra.now), *options,
        ]
        text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60)
        assert done.returncode == code, done.stderr
        return done.stdout.splitlines()

    assert (PROGRAMS / "countersign").exists(), "countersign is not built: swift build --product countersign"
    return run


def claims(acr, amr=("face",)):
    return json.dumps({"id_token": {"acr": {"essential": True, "values": [acr]}, "amr": {"values": list(amr)}}})


def test_good_hints_and_requests_are_accepted(entra, explain):
    lines = [
        entra.hint(), json.dumps(entra.hint()), {"id_token_hint": entra.hint()}, entra.request(),
        {"request": entra.request(), "case": "control"}, entra.request() | {"expected": ["accepted"]},
        entra.request(state=None), entra.request(entra.hint(exp=1)), entra.request(entra.hint(exp=None)),
        entra.request(claims=claims("inherence")), entra.request(unknown="x"),
        entra.request(state="\"><script>alert(1)</script>"),
    ]
    assert explain(lines) == ["accepted"] * len(lines)


def test_hostile_hints_meet_their_codes(entra, explain):
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = entra.key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    hint = entra.hint
    cases = {
        hint(iss=f"{LOGIN}/{OTHER}/v2.0"): "hintIssuer",
        hint(tid=OTHER): "hintTenant",
        hint(aud="countersign-contoso"): "hintAudience",
        hint(aud=[APPLICATION]): "hintAudience",
        hint(oid=None): "hintObjectMissing",
        hint(oid="../users"): "hintObjectMalformed",
        hint(oid=OTHER.upper()): "hintObjectMalformed",
        hint(iat=entra.now - 301): "hintStale",
        hint(iat=entra.now + 121): "hintFromFuture",
        hint(iat=str(entra.now)): "hintTimeMalformed",
        hint(key=stranger): "hintSignature",
        hint(headers={"kid": "another"}): "hintKeyUnknown",
        hint(headers={"typ": "at+jwt"}): "hintType",
        hint(headers={"crit": ["exp"], "exp": 1}): "hintCritical",
        hint(headers={"jku": "https://evil.example"}): "hintHeaderUntrusted",
        hint(algorithm="PS256"): "hintAlgorithm",
        hint(algorithm="RS512"): "hintAlgorithm",
        tampering.unsigned(hint()): "hintAlgorithm",
        tampering.signed_with_public_key(hint(), public): "hintAlgorithm",
        tampering.signature_bit(hint()): "hintSignature",
        tampering.cut(hint()): "hintMalformed",
        hint() + "=": "hintMalformed",
    }
    words = explain([{"id_token_hint": text} for text in cases])
    # A token cut by eight characters may or may not end on a whole byte; both are refused.
    expected = [{code} if code != "hintMalformed" else {"hintMalformed", "hintSignature"} for code in cases.values()]
    assert [word in codes for word, codes in zip(words, expected, strict=True)] == [True] * len(cases), words


def test_hostile_requests_meet_their_codes(entra, explain):
    request = entra.request
    cases = [
        (request(client_id="another"), "clientUnknown"),
        (request(redirect_uri="https://evil.example/"), "redirectNotAllowed"),
        (request(response_type="code"), "responseTypeUnsupported"),
        (request(response_mode="fragment"), "responseModeUnsupported"),
        (request(scope="profile"), "scopeUnsupported"),
        (request(nonce=None), "nonceMissing"),
        (request(state="a\r\nb"), "stateMalformed"),
        (request(claims=None), "claimsMissing"),
        (request(claims="{"), "claimsMalformed"),
        (request(claims=claims("knowledgeorpossession")), "acrNotOffered"),
        (request(claims=claims("inherence", ["fido"])), "amrNotOffered"),
        (request() | {"state": ["a", "b"]}, "parameterRepeated"),
        ({"body": "state=%zz"}, "formMalformed"),
        ({"body": "x=" + "a" * 70_000}, "formTooLong"),
    ]
    assert explain([line for line, _ in cases]) == [code for _, code in cases]


def test_a_hint_counts_once_unless_each_line_stands_alone(entra, explain):
    hint = entra.hint()
    assert explain([hint, hint]) == ["accepted", "hintReplayed"]
    assert explain([hint, hint], "--each-alone") == ["accepted", "accepted"]


def test_times_can_be_given_for_all_and_for_one(entra, explain):
    later = datetime.datetime.fromtimestamp(entra.now + 3600, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [entra.hint(), {"id_token_hint": entra.hint(), "at": entra.now + 60}]
    assert explain(lines, at=later) == ["hintStale", "accepted"]


def test_reasons_are_told_on_request(entra, explain):
    line, = explain([entra.hint(aud="another")], "--why")
    word, sentence = line.split("\t")
    assert word == "hintAudience"
    assert "found 'another', expected '" + APPLICATION + "'" in sentence


def test_what_is_neither_hint_nor_request_is_unreadable_and_fails(explain):
    assert explain(['{"a":1}', '{"a"'], code=1) == ["unreadable", "unreadable"]


def test_a_configuration_is_told_all_its_faults(entra, tmp_path):
    (tmp_path / "tenant.json").write_text(json.dumps({"tenant": TENANT, "issuer": "https://verify.contoso.com/"}))
    (tmp_path / "keys.json").write_text(json.dumps(entra.key_set()))
    done = subprocess.run(
        [PROGRAMS / "countersign", "eam", "explain", "--tenant-config", tmp_path / "tenant.json", "--keys",
         tmp_path / "keys.json"], input="", capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    for key in ("appId", "clientId", "issuer"):
        assert f"{key}: has to be" in done.stderr
