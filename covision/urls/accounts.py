"""Signing in, and the account."""

from django.urls import path

from covision.views.accounts import accounts, identity_providers, own_data

app_name = "accounts"
urlpatterns = [
    path("sign-in/", accounts.sign_in, name="sign-in"),
    path("sign-in/code/", accounts.code, name="code"),
    path("sign-in/passkey/", accounts.passkey, name="passkey"),
    path("sign-in/passkey/question/", accounts.passkey_question, name="passkey-question"),
    path("sign-in/provider/", identity_providers.set_out, name="provider"),
    path("sign-in/provider/back/", identity_providers.come_back, name="provider-back"),
    path("sign-in/provider/saml/", identity_providers.saml_back, name="saml"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("account/", accounts.account, name="account"),
    path("account/name/", accounts.introduce, name="name"),
    path("account/address/", accounts.change_address, name="change-address"),
    path("account/passkeys/", accounts.add_passkey, name="add-passkey"),
    path("account/passkeys/question/", accounts.new_passkey_question, name="new-passkey-question"),
    path("account/passkeys/<int:id>/", accounts.change_passkey, name="change-passkey"),
    path("account/data/", own_data.own_data, name="own-data"),
    path("account/data/page/", own_data.as_page, name="own-data-page"),
    path("account/data/json/", own_data.as_json, name="own-data-json"),
    path("account/delete/", own_data.delete, name="delete"),
    path("account/logins/", accounts.end_logins, name="end-logins"),
]
