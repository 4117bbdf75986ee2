import { session, useSession } from "../state/session.ts";

/** On a narrow screen: the conversation or its result, one at a time. */
export function Sides() {
  const side = useSession((state) => state.side);
  const running = useSession((state) => state.running);
  return (
    <nav class="sides" aria-label="View">
      <button
        type="button"
        aria-current={side === "chat" ? "page" : undefined}
        onClick={() => session.set({ side: "chat" })}
      >
        Chat
      </button>
      <button
        type="button"
        aria-current={side === "result" ? "page" : undefined}
        onClick={() => session.set({ side: "result" })}
      >
        Plan &amp; result{running && <span class="pulse" aria-hidden="true" />}
      </button>
    </nav>
  );
}
