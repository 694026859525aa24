"""Signing in without a password, end to end with a virtual authenticator."""

AUTHENTICATOR = {
    "options": {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
}


def test_a_passkey_is_added_and_signs_in(open_page, live_server):
    page = open_page("/account/login/", public=True)
    home = live_server.url.replace("127.0.0.1", "localhost")  # an address is no name that a passkey can belong to
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", AUTHENTICATOR)

    page.goto(f"{home}/account/login/")
    page.locator("[name=login]").fill("dana@example.org")
    page.locator("[name=password]").fill("a long password")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"{home}/")
    page.goto(f"{home}/account/2fa/webauthn/add/")
    page.locator("[name=password]").fill("a long password")  # adding a key asks once more who one is
    page.locator("[name=password]").press("Enter")
    page.locator("[name=name]").fill("Dana's telephone")
    page.locator("[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/2fa/**codes/**")

    page.context.clear_cookies()
    page.goto(f"{home}/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(f"{home}/")
    page.goto(f"{home}/account/2fa/")

    assert page.locator("h1").inner_text() == "You sign in with two steps"
