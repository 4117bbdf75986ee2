import { useEffect } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { bookFate } from "../state/book-fate.ts";
import { reconnect } from "../state/boot.ts";
import { session, update } from "../state/session.ts";
import { openBook } from "../state/upload.ts";

const RETRY_MS = 4000;

/** What concerns the whole page: a lost connection, a changed book. */
export function Banner() {
  const online = session.online.value;
  const notice = session.notice.value;
  useEffect(() => {
    if (online) return;
    const timer = setInterval(() => void reconnect(), RETRY_MS);
    return () => clearInterval(timer);
  }, [online]);
  return (
    <div role="status">
      {!online && (
        <p class="banner warning">
          <span>Connection lost. What you see is kept; this page tries again by itself.</span>
          <button type="button" class="small" onClick={() => void reconnect()}>
            <Icon name="retry" /> Retry now
          </button>
        </p>
      )}
      {bookFate.value === "changed" && (
        <p class="banner warning">
          <span>The server has read this book anew. What you see is partly of the book before.</span>
          <button type="button" class="small" onClick={() => location.reload()}>
            <Icon name="retry" /> Compute it anew
          </button>
        </p>
      )}
      {bookFate.value === "gone" && (
        <p class="banner warning">
          <span>
            This book was removed from the server. What you see is kept; nothing new can be run on it.
          </span>
          <button type="button" class="small" onClick={() => openBook(null)}>
            Open another book
          </button>
        </p>
      )}
      {notice !== null && (
        <p class="banner">
          <span>{notice}</span>
          <button type="button" class="quiet icon-only" onClick={() => update({ notice: null })}>
            <Icon name="close" />
            <span class="visually-hidden">Dismiss</span>
          </button>
        </p>
      )}
    </div>
  );
}
