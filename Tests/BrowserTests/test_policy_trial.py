"""A change of the policies is tried on decisions that were taken, before anybody agrees to it."""
import json

from steps import forget_password, live, prove, shoot, start


def signed_in(chromium, demo, name, **how):
    page = chromium.new_context(**how).new_page()
    page.goto(demo.console_link(name, "policyAdministrator"))
    page.click("#sign-in")
    page.wait_for_selector("#policies")
    return page


def test_a_preset_is_tried_on_past_decisions_before_anybody_agrees(demo, camera, chromium, head, portrait, on_table):
    people = {
        "bob": (demo.add_person("bob.marlowe", "Bob", "Marlowe", "1982-02-11"), "Robert"),
        "ines": (demo.add_person("ines.duarte", "Ines", "Duarte", "1990-07-30"), "Ines"),
    }
    for name, (person, printed) in people.items():
        document = on_table(demo.specimen(
            f"trial-{name}", portrait, printed, person["surname"], {"bob": "1982-02-11", "ines": "1990-07-30"}[name]))
        page = chromium.new_context(**chromium.phone).new_page()
        forget_password(page, demo, person["userPrincipalName"])
        start(page, person["userPrincipalName"])
        prove(page, camera, document, live(head))
        page.wait_for_selector("body[data-stage=passReady]")
    asking = chromium.new_context(**chromium.phone).new_page()
    person = demo.add_person("olu.adebayo", "Olu", "Adebayo", "1979-12-05")
    forget_password(asking, demo, person["userPrincipalName"])
    asking.fill("#email", person["userPrincipalName"])
    asking.click("#continue")
    asking.click("#another-way")
    asking.wait_for_selector("body[data-stage=noAutomaticAnswer]")

    pia = signed_in(chromium, demo, "pia.trial", viewport={"width": 1280, "height": 900})
    pia.click("#change")
    shoot(pia, "desktop-20-policy-change")
    pia.select_option("#preset", "strict")
    pia.click("#put-preset")
    text = json.loads(pia.input_value("#text"))
    assert text["policies"][0]["preset"] == "strict" and "claims" not in text["policies"][0]
    text["policies"][0]["claims"] = {
        "others": {"documentNumber": {"required": True, "minLevel": "E5", "toleratesConflict": False}}}
    pia.fill("#text", json.dumps(text, indent=4))
    pia.fill("#reason", "Numbers of passports are in the directory soon.")
    pia.click("#propose")
    pia.wait_for_selector("#warnings")
    # Nobody has a document number: that is no fault, and told with the number.
    assert "Document number" in pia.inner_text("#warnings") and "0 of" in pia.inner_text("#warnings")
    shoot(pia, "desktop-21-policy-warning")
    pia.click("#trial")
    pia.wait_for_selector("#flow")
    shoot(pia, "desktop-22-policy-trial")
    rows = pia.inner_text("#flips")
    assert "document number" in rows and "approved" in rows
    # References, never what stands on anybody's document.
    for word in ("Marlowe", "Duarte", "Robert", "1982", "marlowe"):
        assert word not in pia.inner_text("main")
    assert "come out as they did" in pia.inner_text("#checks")
    assert pia.locator("#checks li").count() == 1
    small = signed_in(chromium, demo, "ann.trial", viewport={"width": 412, "height": 839})
    for number, address in enumerate([pia.url, pia.url.removesuffix("/trial"), f"{demo.address}/console/policies/change"]):
        small.goto(address)
        shoot(small, f"phone-2{number}-policy")
        assert small.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert "asks for the document number" in rows
    pia.goto(pia.url.removesuffix("/trial"))
    pia.click("#reject-policy")

    # The same on the command line, with nothing proposed.
    file = demo.folder / "never.json"
    policies = json.loads((demo.folder / "site" / "policy.json").read_text())
    policies["policies"][0]["approve"] = {"never": True}
    file.write_text(json.dumps(policies))
    config = str(demo.folder / "site" / "countersign.json")
    told = json.loads(demo.run("policy", "simulate", "--policy", str(file), "--format", "json", "--config", config))
    assert told["report"]["checks"] == {"same": told["report"]["decisions"]}
    assert len(told["report"]["flips"]) >= 2
    assert {reason["code"] for flip in told["report"]["flips"] for reason in flip["added"]} == {"policy.reviewOnly"}
    assert "policy.reviewOnly" in demo.run("policy", "simulate", "--policy", str(file), "--config", config)
