import { useState } from "preact/hooks";
import { address } from "../api/address.ts";
import { useLoaded } from "../api/use-loaded.ts";
import { addLink, endLink, listLinks } from "../api/workspace.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { shownScenario } from "../state/scenarios.ts";
import { day } from "../words/format.ts";

/** What a link can lead to. */
const KINDS = [
  ["tiers.csv", "the tiers as CSV"],
  ["report.html", "the report as a page"],
  ["tiers", "the figures as JSON"],
] as const;

/** Read-only links to one result each: those that are good, and the way to make one and to take one back. */
export function Links() {
  const { value, trouble, busy, act } = useLoaded(listLinks);
  return (
    <section class="card" aria-labelledby="links-title" aria-busy={busy}>
      <h3 id="links-title">Links</h3>
      <p class="hint">
        Whoever has a link reads one result without signing in, until it ends or is taken back.
      </p>
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={() => void act(listLinks)} />}
      {value?.links.length === 0 && <p>There is none.</p>}
      <ul class="kept">
        {value?.links.map(({ id, path, author, at, until, revoked }) => (
          <li key={id}>
            <p class="link-path">
              <b>{path.replace(/\?.*/, "")}</b> <span class="hint">{decoded(path)}</span>
            </p>
            <p class="hint">
              By {author}, {day(at)};{" "}
              {revoked === null ? `ends on ${day(until)}` : `taken back by ${revoked.by}, ${day(revoked.at)}`}
            </p>
            {revoked === null && (
              <button type="button" class="small" onClick={() => void act(() => endLink(id))}>
                Take back
                <span class="visually-hidden">
                  {" "}
                  the link to {path.replace(/\?.*/, "")} of {day(at)}
                </span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <NewLink
        onMake={async (url, days) => {
          let made = "";
          await act(async () => {
            made = (await addLink(url, days)).url;
            return listLinks();
          });
          return made;
        }}
      />
    </section>
  );
}

/** Makes a link to the run that is shown. */
function NewLink({ onMake }: { onMake(url: string, days: number): Promise<string> }) {
  const [kind, setKind] = useState<string>(KINDS[0][0]);
  const [days, setDays] = useState(30);
  const [made, setMade] = useState("");
  const scenario = shownScenario();
  if (scenario === null) return <p class="hint">A link leads to a run: make one first.</p>;
  return (
    <form
      class="workspace-form"
      aria-label="Make a link"
      onSubmit={(event) => {
        event.preventDefault();
        void onMake(`/${address(`v1/${kind}?${scenario.id}`)}`, days).then(setMade);
      }}
    >
      <span>
        “{scenario.name}”:{" "}
        <select
          aria-label="What it leads to"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
        >
          {KINDS.map(([path, words]) => (
            <option key={path} value={path}>
              {words}
            </option>
          ))}
        </select>
      </span>
      <label>
        for{" "}
        <input
          type="number"
          min={1}
          max={366}
          value={days}
          onInput={(event) => setDays(event.currentTarget.valueAsNumber || 1)}
        />{" "}
        days
      </label>
      <button type="submit" class="small">
        Make a link
      </button>
      {made !== "" && (
        <input
          type="text"
          class="made-link"
          readOnly
          aria-label="The link, shown once"
          value={made}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </form>
  );
}

/** A query as one reads it. */
function decoded(path: string): string {
  const mark = path.indexOf("?");
  return mark < 0
    ? ""
    : [...new URLSearchParams(path.slice(mark + 1))].map((pair) => pair.join(" ")).join(" · ");
}
