import type { Policy } from "../../tiering/index.ts";
import { type Fault, type Field, fieldOf } from "../api/problem.ts";
import { changePlan } from "../state/planning.ts";
import { current, session } from "../state/session.ts";

/** What the server says is wrong with these fields, beside them; a nearest value is one click away. */
export function FieldFaults({ fields }: { readonly fields: readonly Field[] }) {
  const trouble = session.trouble.value;
  const faults = (trouble?.faults ?? []).filter((fault) => fields.includes(fieldOf(fault) as Field));
  if (faults.length === 0) return null;
  return (
    <ul class="faults">
      {faults.map((fault) => (
        <li key={fault.detail} class="fault">
          {fault.detail}
          {fault.nearest?.map((value) => (
            <button key={value} type="button" class="small" onClick={() => mend(fault, value)}>
              Use {value}
            </button>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Puts a value that exists in the place of the one that does not. */
function mend(fault: Fault, value: string): void {
  const field = fieldOf(fault);
  const { plan } = current();
  if (field !== "hold" && field !== "scope") return;
  const entries = plan.policy[field] ?? [];
  const at = Number(/\/(\d+)$/.exec(fault.pointer ?? "")?.[1] ?? entries.length - 1);
  const mended = entries.map((entry, index) => (index === at ? replaceUnknown(entry, value, fault) : entry));
  const policy: Policy = { ...plan.policy, [field]: mended };
  changePlan({ ...plan, policy });
}

function replaceUnknown(entry: string, value: string, fault: Fault): string {
  const colon = entry.indexOf(":");
  if (colon < 0) return value;
  const values = entry.slice(colon + 1).split("|");
  // Of several values the one at fault is the one that the message quotes.
  const wrong = values.findIndex((known) => fault.detail.includes(JSON.stringify(known)));
  values[Math.max(0, wrong)] = value;
  return `${entry.slice(0, colon + 1)}${values.join("|")}`;
}
