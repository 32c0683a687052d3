"""An OpenID Connect provider on loopback that signs in whoever it is told is there."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Annotated, Any

from fastapi import FastAPI, Form
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.responses import JSONResponse, RedirectResponse, Response

CLIENT, SECRET = "claimwatch", "provider-secret"


class Provider:
    """Its application, the claims it makes of the next person, and what is wrong with it."""

    def __init__(self, issuer: str) -> None:
        self.claims: dict[str, Any] = {}
        self.signs_with_another_key = False
        self.changes: dict[str, Any] = {}
        self.asked: list[dict[str, str]] = []
        self.app = FastAPI()
        key, other = RSAKey.generate_key(2048, {"kid": "one"}), RSAKey.generate_key(2048, {"kid": "one"})
        codes: dict[str, dict[str, str]] = {}

        @self.app.get("/.well-known/openid-configuration")
        def discovery() -> dict[str, Any]:
            return {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            }

        @self.app.get("/keys")
        def keys() -> dict[str, Any]:
            return {"keys": [key.as_dict(private=False)]}

        @self.app.get("/authorize")
        def authorize(
            redirect_uri: str, state: str, nonce: str, code_challenge: str, code_challenge_method: str
        ) -> Response:
            assert code_challenge_method == "S256"
            code = f"code-{len(codes)}"
            codes[code] = {"nonce": nonce, "challenge": code_challenge}
            return RedirectResponse(f"{redirect_uri}?code={code}&state={state}", 303)

        @self.app.post("/token")
        def token(code: Annotated[str, Form()], code_verifier: Annotated[str, Form()]) -> Response:
            known = codes.pop(code)
            digest = base64.urlsafe_b64encode(hashlib.sha256(code_verifier.encode()).digest()).rstrip(b"=").decode()
            if digest != known["challenge"]:
                return JSONResponse({"error": "invalid_grant"}, 400)
            now = int(time.time())
            claims = {"iss": issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 60, "nonce": known["nonce"]}
            claims |= self.claims | self.changes
            signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, other if self.signs_with_another_key else key)
            return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": signed})
