"""A small OpenID Connect provider on loopback for the tests: discovery, authorize (a form), token with PKCE, keys."""

import base64
import hashlib
import html
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.ports import free_port

CLIENT, SECRET = "desk", "a secret of the tests only"
PATIENCE_S = 30


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code was given for."""

    email: str
    is_verified: bool
    asked: dict[str, str]


@dataclass(slots=True)
class Provider:
    """The provider: its address, its key, the codes it has given and not yet changed for a token."""

    address: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "tests", "use": "sig"}))
    grants: dict[str, Grant] = field(default_factory=dict)

    def discovery(self, _: Request) -> Response:
        """What the provider can do and where."""
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def authorize(self, request: Request) -> Response:
        """Ask who is there; whoever answers is sent back with a code."""
        asked = {name: request.query_params[name] for name in request.query_params}
        if asked.get("client_id") != CLIENT or "code_challenge" not in asked:
            return Response("unknown client, or no PKCE", 400)
        if "email" not in asked:
            hidden = "".join(f'<input type="hidden" name="{name}" value="{html.escape(text)}">' for name, text in asked.items())
            verified = '<label><input type="checkbox" name="verified" value="yes" checked> verified</label>'
            return HTMLResponse(f'<form>{hidden}<label>E-mail <input name="email"></label>{verified}<button>Go</button></form>')
        code = secrets.token_urlsafe(16)
        self.grants[code] = Grant(asked["email"], asked.get("verified") == "yes", asked)
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    async def token(self, request: Request) -> Response:
        """Change a code for a signed identity: once, for the right client, with the secret behind the challenge."""
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        grant = self.grants.pop(form.get("code", ""), None)
        if grant is None or not self.is_client(request, form):
            return JSONResponse({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != grant.asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({"access_token": "none", "token_type": "Bearer", "expires_in": 300, "id_token": self.sign(grant)})

    def is_client(self, request: Request, form: dict[str, str]) -> bool:
        """Whether the dashboard asks, by its id and secret in header or form."""
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        in_form = (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        return in_form or request.headers.get("authorization") == f"Basic {basic}"

    def sign(self, grant: Grant) -> str:
        """The identity token."""
        now = int(time.time())
        claims: dict[str, Any] = {
            **{"iss": self.address, "aud": CLIENT, "sub": grant.email, "iat": now, "exp": now + 300},
            **{"nonce": grant.asked.get("nonce", ""), "email": grant.email, "email_verified": grant.is_verified},
        }
        return jwt.encode({"alg": "RS256", "kid": "tests"}, claims, self.key)

    def keys(self, _: Request) -> Response:
        """The public half of the key."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def app(self) -> Starlette:
        """The four addresses."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discovery),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
            ]
        )


@contextmanager
def serve_provider() -> Iterator[Provider]:
    """A provider that answers on a free port of this machine."""
    port = free_port()
    provider = Provider(f"http://127.0.0.1:{port}")
    server = uvicorn.Server(uvicorn.Config(provider.app(), host="127.0.0.1", port=port, ws="none", log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE_S
    while not server.started and time.monotonic() < until and thread.is_alive():
        time.sleep(0.02)
    assert server.started
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(PATIENCE_S)


def to_secrets(provider: Provider, address: str, *editors: str) -> str:
    """The secrets of a dashboard that signs in with this provider."""
    named = ", ".join(f'"{email}"' for email in editors)
    return f"""
[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "{secrets.token_hex(32)}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider.address}/.well-known/openid-configuration"

[review]
editors = [{named}]
"""
