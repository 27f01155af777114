"""Microsoft's own libraries must be able to use the simulator. That is its acceptance test."""

import asyncio
import hashlib

import httpx
import msal
import pytest
from azure.identity import CertificateCredential, ClientSecretCredential
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from kiota_http.kiota_client_factory import KiotaClientFactory
from msgraph import GraphServiceClient
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.temporary_access_pass_authentication_method import (
    TemporaryAccessPassAuthenticationMethod,
)
from msgraph.generated.users.delta.delta_request_builder import DeltaRequestBuilder
from msgraph.graph_request_adapter import GraphRequestAdapter

from conftest import CLIENT_ID, CLIENT_SECRET

SCOPE = ["https://graph.microsoft.com/.default"]


def confidential_client(simulator, credential):
    return msal.ConfidentialClientApplication(
        CLIENT_ID, client_credential=credential, authority=simulator.authority,
        instance_discovery=False, verify=simulator.ca_file,
    )


def certificate_credential(simulator, *, sha1=False):
    credential = {"private_key": simulator.private_key_pem, "public_certificate": simulator.certificate_pem}
    if sha1:
        der = x509.load_pem_x509_certificate(simulator.certificate_pem.encode()).public_bytes(
            serialization.Encoding.DER
        )
        credential = {"private_key": simulator.private_key_pem, "thumbprint": hashlib.sha1(der).hexdigest()}
    return credential


def graph(simulator, credential=None):
    credential = credential or ClientSecretCredential(
        simulator.tenant, CLIENT_ID, CLIENT_SECRET, authority=simulator.base,
        disable_instance_discovery=True, connection_verify=simulator.ca_file,
    )
    provider = AzureIdentityAuthenticationProvider(credential, scopes=SCOPE, allowed_hosts=[])
    http = KiotaClientFactory.create_with_default_middleware(client=httpx.AsyncClient(verify=simulator.ca_file))
    adapter = GraphRequestAdapter(provider, client=http)
    adapter.base_url = f"{simulator.base}/v1.0"
    return GraphServiceClient(request_adapter=adapter)


def test_msal_gets_a_token_by_secret(simulator):
    result = confidential_client(simulator, CLIENT_SECRET).acquire_token_for_client(SCOPE)
    assert "access_token" in result, result
    assert 3590 <= result["expires_in"] <= 3599


@pytest.mark.parametrize("sha1", [False, True], ids=["PS256 with x5t#S256", "RS256 with x5t"])
def test_msal_gets_a_token_by_certificate(simulator, sha1):
    client = confidential_client(simulator, certificate_credential(simulator, sha1=sha1))
    result = client.acquire_token_for_client(SCOPE)
    assert "access_token" in result, result


def test_msal_is_told_what_is_wrong_with_a_secret(simulator):
    result = confidential_client(simulator, "wrong").acquire_token_for_client(SCOPE)
    assert result["error"] == "invalid_client"
    assert result["error_codes"] == [7000215]


def test_msal_is_told_that_a_certificate_is_unknown(simulator):
    simulator.manage("PUT", "/settings", {"clients": [{"id": CLIENT_ID, "certificates": []}]})
    client = confidential_client(simulator, certificate_credential(simulator))
    assert client.acquire_token_for_client(SCOPE)["error_codes"] == [700027]


def test_msgraph_lists_everyone(simulator):
    simulator.manage("PUT", "/faults", {"pageSize": 9})

    async def everyone():
        client = graph(simulator)
        page = await client.users.get()
        names = [user.user_principal_name for user in page.value]
        while page.odata_next_link:
            page = await client.users.with_url(page.odata_next_link).get()
            names += [user.user_principal_name for user in page.value]
        return names

    names = asyncio.run(everyone())
    assert sorted(names) == sorted(user["userPrincipalName"] for user in simulator.manage("GET", "/users"))
    assert len(names) >= 40


def test_msgraph_follows_delta_to_the_end_and_sees_the_next_change(simulator):
    simulator.manage("PUT", "/faults", {"pageSize": 7, "emptyDeltaPages": 1})

    async def rounds():
        client = graph(simulator)
        parameters = DeltaRequestBuilder.DeltaRequestBuilderGetQueryParameters(select=["displayName", "surname"])
        configuration = DeltaRequestBuilder.DeltaRequestBuilderGetRequestConfiguration(query_parameters=parameters)
        page = await client.users.delta.get(request_configuration=configuration)
        seen, pages = [user.id for user in page.value], 1
        while page.odata_next_link:
            page = await client.users.delta.with_url(page.odata_next_link).get()
            seen += [user.id for user in page.value]
            pages += 1
        simulator.manage("PATCH", "/users/linh.nguyen@contoso.example", {"surname": "Changed"})
        changed = await client.users.delta.with_url(page.odata_delta_link).get()
        while changed.odata_next_link:
            changed = await client.users.delta.with_url(changed.odata_next_link).get()
        return seen, pages, [user.surname for user in changed.value]

    seen, pages, changed = asyncio.run(rounds())
    assert sorted(seen) == sorted(user["id"] for user in simulator.manage("GET", "/users"))
    assert pages > 5
    assert changed == ["Changed"]


def test_msgraph_creates_a_pass_with_a_certificate_and_never_sees_the_code_again(simulator, tmp_path):
    both = tmp_path / "both.pem"
    both.write_text(simulator.private_key_pem + simulator.certificate_pem)
    credential = CertificateCredential(
        simulator.tenant, CLIENT_ID, str(both), authority=simulator.base,
        disable_instance_discovery=True, connection_verify=simulator.ca_file,
    )

    async def issue():
        client = graph(simulator, credential)
        passes = client.users.by_user_id("linh.nguyen@contoso.example").authentication.temporary_access_pass_methods
        created = await passes.post(
            TemporaryAccessPassAuthenticationMethod(lifetime_in_minutes=60, is_usable_once=True)
        )
        return created, await passes.get()

    created, listed = asyncio.run(issue())
    assert created.temporary_access_pass and created.is_usable and created.is_usable_once
    assert [item.id for item in listed.value] == [created.id]
    assert listed.value[0].temporary_access_pass is None
    (shown,) = simulator.manage("GET", "/passes")
    assert shown["state"] == "EnabledByPolicy"
    assert created.temporary_access_pass not in str(simulator.manage("GET", "/requests"))


def test_msgraph_reads_the_refusal_of_a_guest(simulator):
    guest = next(user for user in simulator.manage("GET", "/users") if user["userType"] == "Guest")

    async def issue():
        passes = graph(simulator).users.by_user_id(guest["id"]).authentication.temporary_access_pass_methods
        await passes.post(TemporaryAccessPassAuthenticationMethod())

    with pytest.raises(ODataError) as refusal:
        asyncio.run(issue())
    assert "external guest" in refusal.value.error.message
    assert simulator.manage("GET", "/passes") == []
