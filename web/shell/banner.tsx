import { useEffect } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { reconnect } from "../state/boot.ts";
import { session, update } from "../state/session.ts";

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
