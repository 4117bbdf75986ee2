import { useEffect } from "preact/hooks";
import { AccountPanel } from "./accounts/account-panel.tsx";
import { BooksDialog } from "./books/books-dialog.tsx";
import { Chat } from "./chat/chat.tsx";
import { PlanCard } from "./plan/plan-card.tsx";
import { Report } from "./report/report.tsx";
import { Banner } from "./shell/banner.tsx";
import { Header } from "./shell/header.tsx";
import { Sides } from "./shell/sides.tsx";
import { SignInForm } from "./sign-in/sign-in-form.tsx";
import { isOpen } from "./state/boot.ts";
import { redo, undo } from "./state/planning.ts";
import { session } from "./state/session.ts";
import { mustSignIn } from "./state/sign-in.ts";
import { Result } from "./views.tsx";

/** The page: the conversation on one side, the plan and what it brings on the other. */
export function App() {
  const side = session.side.value;
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  if (mustSignIn.value) return <SignInForm />;
  if (!isOpen.value) return <p class="empty">Opening…</p>;
  return (
    <div class="app" data-side={side}>
      <Header />
      <Banner />
      <Sides />
      <div class="body">
        <Chat />
        <main class="main" id="main">
          <PlanCard />
          <Result />
        </main>
      </div>
      <AccountPanel />
      <BooksDialog />
      <Report />
    </div>
  );
}

/** Ctrl+Z goes back a run, Ctrl+Shift+Z forward, and `/` to the message, unless a text is being written. */
function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (target.closest("input:not([type=range]), textarea, select, dialog")) return;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) {
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  }
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("message")?.focus();
  }
}
