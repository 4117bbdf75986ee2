import { useEffect, useRef } from "preact/hooks";
import { openedBook } from "../api/address.ts";
import { type BooksAnswer, removeBook } from "../api/books.ts";
import { troubleOf } from "../api/problem.ts";
import { useAnswers } from "../api/use-answer.ts";
import { Icon } from "../parts/icon.tsx";
import { update } from "../state/session.ts";
import { mayAct } from "../state/sign-in.ts";
import { booksOpen, openBook } from "../state/upload.ts";
import { accountsWords, minute } from "../words/format.ts";
import { BringBook } from "./bring-book.tsx";

/** The books that there are, and the way to bring one's own. */
export function BooksDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = booksOpen.value;
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog
      class="drawer"
      ref={dialog}
      aria-labelledby="books-title"
      onClose={() => {
        booksOpen.value = false;
      }}
      closedby="any"
    >
      {open && (
        <div class="drawer-body">
          <div class="drawer-head">
            <h2 id="books-title">Books</h2>
            <button
              type="button"
              class="quiet icon-only"
              onClick={() => {
                booksOpen.value = false;
              }}
            >
              <Icon name="close" />
              <span class="visually-hidden">Close</span>
            </button>
          </div>
          <BookList />
          {mayAct("analyst") ? (
            <BringBook />
          ) : (
            <p class="hint">You are a viewer here: an analyst or an admin brings books.</p>
          )}
        </div>
      )}
    </dialog>
  );
}

function BookList() {
  // Of all books, not of the one that is open.
  const { answer } = useAnswers<BooksAnswer>(["./v1/books"]);
  const listed = answer?.[0] ?? null;
  if (listed === null) return <p class="hint">Looking what books there are…</p>;
  const here = openedBook();
  const { configured, books, kept } = listed;
  return (
    <section aria-label="Books that there are">
      <ul class="books">
        {configured && (
          <li>
            <span>
              <b>{configured.isDemonstration ? "Demonstration book" : configured.name}</b>{" "}
              <span class="hint">
                {accountsWords(configured.accounts)}
                {configured.isDemonstration && ", all of them made up"}
              </span>
            </span>
            <button type="button" class="small" disabled={here === null} onClick={() => openBook(null)}>
              {here === null ? "Open now" : "Switch to it"}
            </button>
          </li>
        )}
        {books.map(({ id, name, accounts, addedAt }) => (
          <li key={id}>
            <span>
              <b>{name}</b>{" "}
              <span class="hint">
                {accountsWords(accounts)}
                {books.some((other) => other.name === name && other.id !== id) && `, ${minute(addedAt)}`}
              </span>
            </span>
            <button type="button" class="small" disabled={here === id} onClick={() => openBook(id)}>
              {here === id ? "Open now" : "Switch to it"}
            </button>
            {mayAct("admin") && (
              <button
                type="button"
                class="quiet icon-only"
                onClick={() =>
                  void removeBook(id).then(
                    () => openBook(here === id ? null : here),
                    (error: unknown) => update({ notice: troubleOf(error)?.detail ?? null }),
                  )
                }
              >
                <Icon name="trash" />
                <span class="visually-hidden">Remove {name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {!kept && <p class="hint">Books that are brought here live until the server is stopped.</p>}
    </section>
  );
}
