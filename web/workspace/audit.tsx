import { useState } from "preact/hooks";
import { address } from "../api/address.ts";
import { useLoaded } from "../api/use-loaded.ts";
import { type AuditAnswer, readAudit } from "../api/workspace.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { count, minute } from "../words/format.ts";
import { deedWords, spelledPlan } from "./deed-words.ts";
import { Replay } from "./replay.tsx";

const KINDS = ["run", "export", "upload", "override", "scenario", "approval", "link"] as const;
/** Entries that are asked for together. */
const PAGE = 20;

/** Who did what, for an admin: by kind and person, a page at a time; recorded runs are made again. */
export function Audit() {
  const [kind, setKind] = useState("");
  const [who, setWho] = useState("");
  const query = new URLSearchParams({ ...(kind && { kind }), ...(who && { who }) });
  const page = async (before: AuditAnswer | null): Promise<AuditAnswer> => {
    const asked = new URLSearchParams([...query, ["limit", String(PAGE)]]);
    if (before?.next != null) asked.set("before", before.next);
    const next = await readAudit(asked);
    return before === null ? next : { ...next, entries: [...before.entries, ...next.entries] };
  };
  const { value, trouble, busy, act } = useLoaded(() => page(null), query.toString());
  return (
    <section class="card" aria-labelledby="audit-title" aria-busy={busy}>
      <h3 id="audit-title">Who did what</h3>
      <div class="workspace-form">
        <select
          aria-label="Kind of entries"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
        >
          <option value="">everything</option>
          {KINDS.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <input
          type="text"
          aria-label="Person"
          placeholder="by anybody"
          value={who}
          onChange={(event) => setWho(event.currentTarget.value.trim())}
        />
        <a
          class="button small"
          href={address(`v1/audit?${new URLSearchParams([...query, ["limit", "10000"]])}`)}
          download
        >
          JSON of the latest 10,000
        </a>
      </div>
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={() => void act(() => page(null))} />}
      {value?.missing && <p class="fault">{value.missing}</p>}
      {value?.keptDays != null && (
        <p class="hint">Entries older than {count(value.keptDays)} days are deleted.</p>
      )}
      {value?.entries.length === 0 && <p>Nothing of that kind.</p>}
      <ul class="kept">
        {value?.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      {value?.next && (
        <button type="button" class="small" disabled={busy} onClick={() => void act(() => page(value))}>
          Older ones
        </button>
      )}
    </section>
  );
}

function Entry({ entry }: { readonly entry: AuditAnswer["entries"][number] }) {
  const { at, who, action, plan, run, detail, bytes, sha256 } = entry;
  const exact = [
    action,
    plan,
    bytes === null ? null : `${count(bytes)} bytes`,
    sha256 === null ? null : `SHA-256 ${sha256.slice(0, 12)}…`,
  ];
  return (
    <li>
      <p>
        <b>{who}</b> {deedWords(action)} <span class="hint">{minute(at)}</span>
      </p>
      {[detail, spelledPlan(plan)].map((text) => text && <p class="hint">{text}</p>)}
      <details class="hint">
        <summary>Exactly</summary>
        <p class="link-path">{exact.filter((part) => part !== null).join(" · ")}</p>
      </details>
      {run !== null && <Replay run={run} />}
    </li>
  );
}
