import { createHash } from "node:crypto";
import { planToQuery } from "../contract/plan-query.ts";
import type { Book } from "../data/book.ts";
import { runIdOf } from "../service/named-plans.ts";
import type { Actor } from "../service/store/actor.ts";
import type { Deed } from "../service/store/audit.ts";
import type { Store } from "../service/store/open-store.ts";
import { ENGINE } from "../service/version.ts";
import type { Plan } from "../tiering/index.ts";
import { print, say } from "./say.ts";
import type { TierOptions } from "./tier-options.ts";

/** Whose trail notes what, where there is one. */
interface Noting {
  readonly store: Store | null;
  readonly actor: Actor;
  readonly deed: Deed;
}

/** What the audit trail says of a run of the command line. */
export function deedOf({ json, xlsx }: TierOptions, book: Book, plan: Plan): Deed {
  const form = json
    ? "application/json"
    : xlsx
      ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      : "text/csv";
  const what = {
    book: book.id,
    engine: ENGINE,
    plan: planToQuery(plan).toString(),
    run: runIdOf(book.id, ENGINE, plan),
  };
  return { kind: json ? "run" : "export", action: "npm run tier", form, ...what };
}

/** Prints, and notes what was printed in the audit trail. */
export async function printNoted(
  slices: Iterable<Uint8Array>,
  { store, actor, deed }: Noting,
): Promise<void> {
  const hash = createHash("sha256");
  let bytes = 0;
  function* hashed() {
    for (const slice of slices) {
      hash.update(slice);
      bytes += slice.length;
      yield slice;
    }
  }
  await print(hashed());
  if (store === null) return;
  await store.audit.record(actor, { ...deed, bytes, sha256: hash.digest("hex") });
  await store.audit.close();
  if (store.audit.lost > 0) say(`This run is not in the audit trail: ${store.database.trouble}`);
}
