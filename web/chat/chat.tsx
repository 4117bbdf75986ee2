import { useLayoutEffect, useRef } from "preact/hooks";
import type { Told } from "../api/answers.ts";
import type { Entry, Said } from "../state/model.ts";
import { session } from "../state/session.ts";
import { AdjustedNote } from "./adjusted-note.tsx";
import { Answer } from "./answer.tsx";
import { Composer } from "./composer.tsx";
import { SaidTurn } from "./said-turn.tsx";
import { Starters } from "./starters.tsx";

/** A reader this near to the end, in pixels, follows what is added to it. */
const NEAR = 80;

/** The conversation. */
export function Chat() {
  const log = session.log.value;
  const list = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const last = log.at(-1);
  // Who has scrolled up stays there, until something is said.
  const asked = last?.kind === "answered" && last.status === "waiting" && last.reply === "";
  useLayoutEffect(() => {
    const place = list.current;
    if (place && last && (following.current || asked)) place.scrollTop = place.scrollHeight;
  }, [last, asked]);
  return (
    <section class="chat" aria-label="Conversation">
      <div
        class="chat-log"
        role="log"
        aria-live="polite"
        aria-label="Messages"
        ref={list}
        onScroll={({ currentTarget: place }) => {
          following.current = place.scrollHeight - place.scrollTop - place.clientHeight < NEAR;
        }}
      >
        {log.some(({ kind }) => kind === "said") ? null : <Starters />}
        {log.map((entry, at) => {
          if (entry.kind === "said")
            return <SaidTurn key={entry.id} entry={entry} told={toldOf(log[at + 1])} />;
          if (entry.kind === "adjusted") return <AdjustedNote key={entry.id} entry={entry} />;
          return (
            <Answer
              key={entry.id}
              entry={entry}
              said={saidBefore(log, at)}
              last={at === lastAnswer(log)}
              toldBefore={fallbackBefore(log, at)}
            />
          );
        })}
      </div>
      <Composer />
    </section>
  );
}

function toldOf(entry: Entry | undefined): Told | null {
  return entry?.kind === "answered" ? entry.interpretation : null;
}

function saidBefore(log: readonly Entry[], at: number): Said | null {
  const said = log.slice(0, at).findLast((entry) => entry.kind === "said");
  return said?.kind === "said" ? said : null;
}

function lastAnswer(log: readonly Entry[]): number {
  return log.findLastIndex((entry) => entry.kind === "answered");
}

function fallbackBefore(log: readonly Entry[], at: number): string | null {
  const before = log.slice(0, at).findLast((entry) => entry.kind === "answered" && entry.interpretation);
  return before?.kind === "answered" ? (before.interpretation?.fallback ?? null) : null;
}
