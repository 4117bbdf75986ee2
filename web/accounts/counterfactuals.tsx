import type { AccountAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { Icon } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";

/** The smallest changes that would move the account, each verified by running again. */
export function Counterfactuals({ path }: { readonly path: string }) {
  const { answer, trouble, busy } = useAnswers<AccountAnswer>([path]);
  const found = answer?.[0]?.account.counterfactuals ?? null;
  if (trouble !== null && !busy) return <TroubleNote trouble={trouble} onRetry={null} />;
  // What would change the tier under the plan before says nothing of this one.
  if (found === null || busy) {
    return (
      <p class="hint" role="status">
        Running the book again with each change…
      </p>
    );
  }
  return (
    <section aria-labelledby="changes-title">
      <h3 id="changes-title">What would change its tier</h3>
      {(["up", "down"] as const).map((direction) => {
        const changes = found.changes.filter((change) => change.direction === direction);
        const blocked = found.blocked[direction];
        if (blocked === null && changes.length === 0) return null;
        return (
          <div key={direction} class="changes">
            <h4>
              <Icon name={direction} /> {direction === "up" ? "Up" : "Down"}
            </h4>
            {blocked !== null && <p>{blocked}</p>}
            {blocked === null && changes.every(({ to }) => to === null) && (
              <p>Nothing that one could act on was found to move it {direction}.</p>
            )}
            <ul>
              {changes.map(({ lever, text, to }) => (
                <li key={lever} class={to === null ? "hint" : ""}>
                  {text}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <p class="hint">
        One change at a time, within what accounts like it have shown. Verified by {found.runs} runs of the
        whole book.
      </p>
    </section>
  );
}
