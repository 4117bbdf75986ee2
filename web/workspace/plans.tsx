import { type KeptScenario, listKept, removeKept } from "../api/kept-scenarios.ts";
import { useLoaded } from "../api/use-loaded.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { session } from "../state/session.ts";
import { day } from "../words/format.ts";
import { KeptPlan } from "./kept-plan.tsx";

interface Props {
  /** Told what is to be known of where the server keeps things; null for nothing. */
  onNotice(notice: string | null): void;
}

/** The plans that the workspace keeps: which is in force on the book that is open, and how others get there. */
export function Plans({ onNotice }: Props) {
  const again = async () => {
    const { scenarios, notice } = await listKept();
    onNotice(notice);
    return scenarios;
  };
  const { value, trouble, busy, act } = useLoaded(again);
  const book = session.identity.value?.book.id ?? "";
  return (
    <section class="card" aria-labelledby="plans-title" aria-busy={busy}>
      <h3 id="plans-title">Plans</h3>
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={() => void act(again)} />}
      {value !== null && <InForce scenarios={value} book={book} />}
      {value?.length === 0 && (
        <p class="hint">
          None is kept yet. Give a run a name under Scenarios and save it to the server; then it can be
          proposed here.
        </p>
      )}
      <ul class="kept">
        {value?.map((scenario) => (
          <KeptPlan
            key={scenario.id}
            scenario={scenario}
            book={book}
            onAct={(work) =>
              void act(async () => {
                await work();
                return again();
              })
            }
            onRemove={() =>
              void act(async () => {
                await removeKept(scenario.id);
                return again();
              })
            }
          />
        ))}
      </ul>
    </section>
  );
}

/** What is in force on the book that is open; else what is on another version of it, which does not follow. */
function InForce({
  scenarios,
  book,
}: {
  readonly scenarios: readonly KeptScenario[];
  readonly book: string;
}) {
  const found = scenarios.flatMap(({ name, approvals }) =>
    approvals.filter(({ state }) => state === "in-force").map((approval) => ({ name, approval })),
  );
  const here = found.find(({ approval }) => approval.book === book);
  if (here !== undefined) {
    const { version, inForce } = here.approval;
    return (
      <p>
        In force on this book: <b>“{here.name}”</b>, version {version}, by {inForce?.by} since{" "}
        {day(inForce?.at ?? "")}.
      </p>
    );
  }
  return (
    <p>
      Nothing is in force on this book ({book.slice(0, 8)}).
      {found.map(({ name, approval }) => (
        <>
          {" "}
          <b>“{name}”</b>, version {approval.version}, is in force on another version of the book (
          {approval.book.slice(0, 8)}, since {day(approval.inForce?.at ?? "")}): it does not follow a book
          that is read anew. Run it on this one below, then propose it.
        </>
      ))}
    </p>
  );
}
