"""`countersign entra setup` on a tenant that has nothing yet, and on one that has."""

import pytest

from simulator import ADMINISTRATOR, GRAPH, SERVER


def test_without_a_token_everything_is_printed_and_nothing_done(fresh, runs):
    said = runs["dry"].stdout
    assert runs["dry"].returncode == 0
    address = fresh.proxy.address
    for words in (
            "AzureADMyOrg", f"Web: {address}/authorize", "37f7f235-527c-4136-accd-4a02d197296e",
            "14dad69e-099b-42c9-810b-d002981feec1", GRAPH, "AllPrincipals", "openid profile",
            f"{address}/.well-known/openid-configuration", "Grant admin consent", '"clientId": "countersign"'):
        assert words in said
    assert runs["look"].returncode == 0 and runs["look"].stdout.count("to be made") == 4


def test_the_first_run_makes_what_it_can_and_says_what_waits(fresh, runs):
    assert runs["first"].returncode == 1
    lines = runs["first"].stdout.splitlines()
    assert [line.split(".")[0] for line in lines[:4]] == [
        "App registration: made", "Service principal: made", "Admin consent: made", "External method: waits"]
    assert runs["first writes"] == [
        "POST /v1.0/applications", "POST /v1.0/servicePrincipals", "POST /v1.0/oauth2PermissionGrants"]


def test_the_tenant_has_what_entra_wants(ward):
    application = ward.simulator.one("applications", appId=ward.application)
    assert application["signInAudience"] == "AzureADMyOrg"
    assert application["web"]["redirectUris"] == [ward.proxy.address + "/authorize"]
    access, = application["requiredResourceAccess"]
    assert access["resourceAppId"] == GRAPH and {item["type"] for item in access["resourceAccess"]} == {"Scope"}
    principal = ward.simulator.one("servicePrincipals", appId=ward.application)
    grant, = ward.simulator.graph("GET", f"servicePrincipals/{principal['id']}/oauth2PermissionGrants")["value"]
    assert (grant["consentType"], grant["scope"]) == ("AllPrincipals", "openid profile")
    method = ward.method()
    assert method["state"] == "enabled" and [target["id"] for target in method["includeTargets"]] == ["all_users"]
    assert method["openIdConnectSetting"]["clientId"] == "countersign"


def test_another_run_changes_nothing(ward):
    ward.simulator.manage("DELETE", "/requests")
    again = ward.setup("--apply", "--enable")
    assert again.returncode == 0 and again.stdout.count("already there") == 4, again.stdout + again.stderr
    assert ward.simulator.writes() == []


@pytest.mark.parametrize("lacking", ADMINISTRATOR)
def test_a_missing_permission_is_named_before_anything_is_done(ward, lacking):
    ward.simulator.manage("DELETE", "/requests")
    refused = ward.setup("--apply", permissions=[name for name in ADMINISTRATOR if name != lacking])
    assert refused.returncode != 0 and lacking in refused.stderr and "Nothing was changed" in refused.stderr
    assert ward.simulator.writes() == []


def test_graphs_own_refusal_names_permission_and_role(ward):
    """The token claims more than Graph gives it."""
    refused = ward.setup("--apply", permissions=["Directory.AccessAsUser.All"] + ADMINISTRATOR[1:])
    assert refused.returncode != 0
    assert "Application.Read.All" in refused.stderr and "Directory Readers" in refused.stderr


def test_a_token_of_another_tenant_is_refused(ward):
    settings = ward.settings
    settings["tenant"]["id"] = "bde8f1c4-1b5a-4b4c-9a0e-5d0a9b8f6a11"
    ward.write(settings, "other.json")
    token = ward.simulator.token(ADMINISTRATOR)
    ward.simulator.manage("DELETE", "/requests")
    refused = ward.run("entra", "setup", "--apply", token=token, file="other.json")
    assert refused.returncode != 0 and "is for the tenant" in refused.stderr
    assert ward.simulator.manage("GET", "/requests") == []


def test_a_token_that_graph_does_not_take_is_told_apart_from_a_missing_permission(ward):
    token = ward.simulator.token(ADMINISTRATOR)
    forged = token[:-20] + "A" * 20
    refused = ward.run("entra", "setup", "--apply", token=forged)
    assert refused.returncode != 0 and "Get a new one" in refused.stderr and "permission" not in refused.stderr


def test_a_group_is_who_the_method_is_for(ward):
    group = ward.simulator.graph_as(SERVER, "GET", "groups")["value"][0]["id"]
    told = ward.setup("--apply", "--group", group)
    assert told.returncode == 1 and "is for all_users" in told.stdout
    assert ward.setup("--apply", "--replace", "--group", group).returncode == 0
    assert [target["id"] for target in ward.method()["includeTargets"]] == [group]
    assert "takes the object id" in ward.setup("--group", "Everybody").stderr
    ward.change_method(includeTargets=[{"targetType": "group", "id": "all_users"}])


def test_setup_reads_a_file_that_only_its_owner_can_read(ward):
    file = ward.folder / "owners-token"
    file.touch(0o600)
    file.write_text(ward.simulator.token(ADMINISTRATOR) + "\n")
    assert ward.run("entra", "setup", "--token-file", str(file)).stdout.count("already there") == 4


@pytest.mark.parametrize("token", ["nonsense", "a b", "x" * 20_000])
def test_what_is_no_token_is_refused(ward, token):
    refused = ward.run("entra", "setup", "--apply", token=token)
    assert refused.returncode != 0 and "token" in refused.stderr and token not in refused.stderr


def test_a_token_file_that_others_can_read_is_refused(ward):
    file = ward.folder / "token"
    file.write_text("eyJ.eyJ.x")
    file.chmod(0o644)
    refused = ward.run("entra", "setup", "--token-file", str(file))
    assert refused.returncode != 0 and f"chmod 600 {file}" in refused.stderr


def test_applying_without_a_token_says_how_to_get_one(ward):
    refused = ward.run("entra", "setup", "--apply")
    assert refused.returncode != 0
    assert all(name in refused.stderr for name in ADMINISTRATOR) and "Graph Explorer" in refused.stderr


def test_what_differs_is_told_and_left_until_it_may_be_replaced(ward):
    ours = ward.method()["openIdConnectSetting"]
    ward.change_method(openIdConnectSetting=ours | {"clientId": "somebody-else"})
    told = ward.setup("--apply")
    assert told.returncode == 1 and "External method: differs" in told.stdout
    assert "somebody-else, wanted countersign" in told.stdout
    assert ward.method()["openIdConnectSetting"]["clientId"] == "somebody-else"
    assert "External method: changed" in ward.setup("--apply", "--replace").stdout
    assert ward.method()["openIdConnectSetting"] == ours


def test_a_missing_redirect_address_is_added_beside_the_others(ward):
    application = ward.simulator.one("applications", appId=ward.application)
    path = f"applications/{application['id']}"
    ward.simulator.graph("PATCH", path, {"web": {"redirectUris": ["https://other.example/authorize"]}})
    looked = ward.setup()
    assert "App registration: to be changed" in looked.stdout
    assert ward.simulator.graph("GET", path)["web"]["redirectUris"] == ["https://other.example/authorize"]
    assert "App registration: changed" in ward.setup("--apply").stdout
    assert ward.simulator.graph("GET", path)["web"]["redirectUris"] == [
        "https://other.example/authorize", ward.proxy.address + "/authorize"]
    ward.simulator.graph("PATCH", path, {"web": {"redirectUris": [ward.proxy.address + "/authorize"]}})
