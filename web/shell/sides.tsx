import { session, update } from "../state/session.ts";

/** On a narrow screen: the conversation or its result, one at a time. */
export function Sides() {
  const side = session.side.value;
  const running = session.running.value;
  return (
    <nav class="sides" aria-label="View">
      <button
        type="button"
        aria-current={side === "chat" ? "page" : undefined}
        onClick={() => update({ side: "chat" })}
      >
        Chat
      </button>
      <button
        type="button"
        aria-current={side === "result" ? "page" : undefined}
        onClick={() => update({ side: "result" })}
      >
        Plan &amp; result{running && <span class="pulse" aria-hidden="true" />}
      </button>
    </nav>
  );
}
