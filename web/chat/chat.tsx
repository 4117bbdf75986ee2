import { useEffect, useRef } from "preact/hooks";
import type { Entry } from "../state/model.ts";
import { session } from "../state/session.ts";
import { AdjustedNote } from "./adjusted-note.tsx";
import { Answer } from "./answer.tsx";
import { Composer } from "./composer.tsx";
import { SaidTurn } from "./said-turn.tsx";
import { Starters } from "./starters.tsx";

/** The conversation. */
export function Chat() {
  const log = session.log.value;
  const end = useRef<HTMLDivElement>(null);
  const last = log.at(-1);
  useEffect(() => {
    const list = end.current?.parentElement;
    if (list && last) list.scrollTop = list.scrollHeight;
  }, [last]);
  return (
    <section class="chat" aria-label="Conversation">
      <div class="chat-log" role="log" aria-live="polite" aria-label="Messages">
        {log.some(({ kind }) => kind === "said") ? null : <Starters />}
        {log.map((entry, at) => {
          if (entry.kind === "said") return <SaidTurn key={entry.id} entry={entry} />;
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
        <div ref={end} />
      </div>
      <Composer />
    </section>
  );
}

function saidBefore(log: readonly Entry[], at: number): string | null {
  return log.slice(0, at).findLast((entry) => entry.kind === "said")?.id ?? null;
}

function lastAnswer(log: readonly Entry[]): number {
  return log.findLastIndex((entry) => entry.kind === "answered");
}

function fallbackBefore(log: readonly Entry[], at: number): string | null {
  const before = log
    .slice(0, at)
    .findLast((entry) => entry.kind === "answered" && entry.interpretation?.weights);
  return before?.kind === "answered" ? (before.interpretation?.fallback ?? null) : null;
}
