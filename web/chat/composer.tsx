import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { say, stop } from "../state/converse.ts";
import { draft, giveUpEdit } from "../state/draft.ts";
import { session } from "../state/session.ts";
import { mayAct } from "../state/sign-in.ts";
import { count } from "../words/format.ts";

/** Longest message that the server takes. */
const LIMIT = 4000;

/** Where one writes; Enter sends, Shift+Enter begins a new line, Escape gives up an edit. */
export function Composer() {
  const text = draft.value;
  const field = useRef<HTMLTextAreaElement>(null);
  const editing = session.editing.value;
  const waiting = session.log.value.some((e) => e.kind === "answered" && e.status === "waiting");
  useLayoutEffect(() => {
    if (editing !== null) field.current?.focus();
  }, [editing]);

  const send = () => {
    if (text.trim() === "" || text.length > LIMIT) return;
    void say(text.trim());
    write("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape" && editing !== null) giveUpEdit();
  };
  const over = text.length > LIMIT;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {!mayAct("analyst") && (
        <p class="composer-note">You are a viewer here: you read results, and move the plan by hand.</p>
      )}
      {editing !== null && (
        <p class="composer-note">
          Editing: what followed is replaced.
          <button type="button" class="quiet small" onClick={giveUpEdit}>
            Cancel
          </button>
        </p>
      )}
      {over && (
        <p class="fault" id="message-fault">
          {count(text.length)} characters; at most {count(LIMIT)} are read.
        </p>
      )}
      <div class="composer-row">
        <label class="visually-hidden" for="message">
          Message
        </label>
        <textarea
          id="message"
          ref={field}
          rows={1}
          value={text}
          placeholder="Say what matters…"
          aria-invalid={over}
          aria-describedby={over ? "message-fault" : undefined}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {waiting ? (
          <button type="button" class="primary icon-only" onClick={stop}>
            <Icon name="stop" />
            <span class="visually-hidden">Stop</span>
          </button>
        ) : (
          <button type="submit" class="primary icon-only" disabled={text.trim() === "" || over}>
            <Icon name="send" />
            <span class="visually-hidden">Send</span>
          </button>
        )}
      </div>
    </form>
  );
}

function write(text: string): void {
  draft.value = text;
}
