"""A simulated tenant, the running server that belongs to it, and a proxy before each."""

import json
import os
import subprocess

from provider import PROGRAMS, ROOT
from serving import Site, free_port
from simulator import ADMINISTRATOR, CLIENT, SECRET, SERVER, Simulator
from spoiling import Proxy

METHODS = "policies/authenticationMethodsPolicy/authenticationMethodConfigurations"
METHOD_TYPE = "#microsoft.graph.externalAuthenticationMethodConfiguration"


class Ward:
    """A tenant, a server that belongs to it, and what stands before both."""

    def __init__(self, folder):
        self.folder = folder
        self.simulator = Simulator()
        self.graph_proxy = Proxy(int(self.simulator.base.rsplit(":", 1)[1]))
        self.port = free_port()
        self.proxy = Proxy(self.port)
        login = self.simulator.base
        self.site = Site(
            folder, login, method=False, publicURL=self.proxy.address, listen={"port": self.port},
            tenant={"id": self.simulator.tenant, "name": "Contoso", "slug": "contoso"},
            entra={
                "client": CLIENT, "secretFile": "secret", "loginURL": login, "graphURL": self.graph_proxy.address})
        self.site.port = self.port
        (folder / "secret").write_text(SECRET)
        self.simulator.permit(SERVER)

    def stop(self):
        if self.site.process:
            self.site.stop()
        self.proxy.stop()
        self.graph_proxy.stop()
        self.simulator.stop()

    @property
    def settings(self):
        return self.read("countersign.json")

    def read(self, name):
        return json.loads((self.folder / name).read_text())

    def write(self, settings, name="countersign.json"):
        (self.folder / name).write_text(json.dumps(settings))

    def run(self, *words, token=None, file="countersign.json", **environment):
        environment = os.environ | {
            "COUNTERSIGN_VISION_WORKER": str(PROGRAMS / "vision-worker"),
            "COUNTERSIGN_MODELS": os.environ.get("COUNTERSIGN_MODELS", str(ROOT / ".models")),
        } | environment
        if token:
            environment["COUNTERSIGN_GRAPH_TOKEN"] = token
        return subprocess.run(
            [PROGRAMS / "countersign", *words, "--config", self.folder / file], env=environment, cwd=ROOT,
            capture_output=True, text=True, timeout=120)

    def setup(self, *words, permissions=ADMINISTRATOR):
        return self.run("entra", "setup", *words, token=self.simulator.token(permissions))

    def doctor(self, file="countersign.json", **environment):
        # A token is for one tenant: where that is what is wrong, the server looks by itself.
        is_ours = self.read(file).get("tenant", {}).get("id") == self.simulator.tenant
        token = self.simulator.token(ADMINISTRATOR) if is_ours else None
        done = self.run("doctor", "--format", "json", token=token, file=file, **environment)
        assert done.stdout, done.stderr
        document = json.loads(done.stdout)
        faults = {entry["code"]: entry for entry in document["examinations"] if entry["grade"] == "fault"}
        assert done.returncode == (1 if faults else 0)
        assert document["faults"] == sum(entry["grade"] == "fault" for entry in document["examinations"])
        return faults, {entry["code"]: entry for entry in document["examinations"]}

    @property
    def application(self):
        return self.settings["externalMethod"]["appId"]

    def method(self):
        methods = self.simulator.graph("GET", METHODS)["value"]
        return next(method for method in methods if method.get("appId") == self.application)

    def change_method(self, **changes):
        self.simulator.graph("PATCH", f"{METHODS}/{self.method()['id']}", {"@odata.type": METHOD_TYPE} | changes)
