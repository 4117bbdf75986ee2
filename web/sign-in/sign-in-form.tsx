import { useState } from "preact/hooks";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { sessionOf, signIn, signInTrouble } from "../state/sign-in.ts";
import "./sign-in.css";

/** Asks who it is: a token, or an account at the identity provider. */
export function SignInForm() {
  const [token, setToken] = useState("");
  const [busy, setBusy] = useState(false);
  const trouble = signInTrouble.value;
  const hasProvider = sessionOf.value?.ways.includes("oidc") ?? false;
  const send = async () => {
    if (token.trim() === "" || busy) return;
    setBusy(true);
    await signIn(token.trim());
    setBusy(false);
  };
  return (
    <main class="sign-in">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <h1>Tiering assistant</h1>
        <p>Sign in to see your book.</p>
        {hasProvider && (
          <a class="button primary" href="./v1/session/oidc">
            Sign in with your account
          </a>
        )}
        <label for="sign-in-token">Token</label>
        <input
          id="sign-in-token"
          type="password"
          autocomplete="current-password"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <button type="submit" class={hasProvider ? "" : "primary"} disabled={busy || token.trim() === ""}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
        {trouble && <TroubleNote trouble={trouble} onRetry={null} />}
        <p class="hint">
          An admin of this server gives tokens. This browser keeps none: it keeps a session that ends.
        </p>
      </form>
    </main>
  );
}
