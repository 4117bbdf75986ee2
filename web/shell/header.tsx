import { useState } from "preact/hooks";
import { Icon, type IconName } from "../parts/icon.tsx";
import { Who } from "../sign-in/who.tsx";
import { beginAnew } from "../state/kept-holds.ts";
import { session } from "../state/session.ts";
import { sessionOf } from "../state/sign-in.ts";
import { booksOpen } from "../state/upload.ts";
import { accountsWords } from "../words/format.ts";
import { applyTheme, chosenTheme, nextTheme, type Theme } from "./theme.ts";

const LOOKS: Readonly<Record<Theme, { readonly icon: IconName; readonly name: string }>> = {
  system: { icon: "system", name: "as the system" },
  light: { icon: "sun", name: "light" },
  dark: { icon: "moon", name: "dark" },
};

/** What this is, which book it works on, and how it looks. */
export function Header() {
  const identity = session.identity.value;
  const spoken = session.log.value.length > 0;
  const [theme, setTheme] = useState(chosenTheme);
  const toggle = () => {
    const next = nextTheme(theme);
    applyTheme(next);
    setTheme(next);
  };
  return (
    <header class="header">
      <img src="./icon.svg" alt="" width="24" height="24" />
      <h1>Tiering assistant</h1>
      {identity && (
        <p
          class="book"
          title={`${identity.book.source.accounts}, book ${identity.book.id}, engine ${identity.engine}`}
        >
          <span>
            <span class="wide-only">
              {identity.book.isDemonstration ? "Demonstration book" : identity.book.source.accounts} ·{" "}
            </span>
            {accountsWords(identity.book.rows)}
          </span>
          <button
            type="button"
            class="link own-book"
            onClick={() => {
              booksOpen.value = true;
            }}
          >
            {identity.book.isDemonstration ? "Use your own book" : "Books"}
          </button>
        </p>
      )}
      {!identity && sessionOf.value?.caller && (
        <p class="book">
          <button
            type="button"
            class="link own-book"
            onClick={() => {
              booksOpen.value = true;
            }}
          >
            Books
          </button>
        </p>
      )}
      <nav class="header-actions" aria-label="Page">
        {spoken && (
          <button type="button" class="quiet" onClick={beginAnew}>
            <Icon name="plus" /> <span class="wide-only">New conversation</span>
            <span class="narrow-only visually-hidden">New conversation</span>
          </button>
        )}
        <a class="quiet button wide-only" href="./docs">
          API
        </a>
        <Who />
        <button type="button" class="quiet icon-only" onClick={toggle}>
          <Icon name={LOOKS[theme].icon} />
          <span class="visually-hidden">Look: {LOOKS[theme].name}. Change it</span>
        </button>
      </nav>
    </header>
  );
}
