/** A process of its own that writes to a store until it is killed, and says each write that was acknowledged. */
import { writeSync } from "node:fs";
import { openStore, type StorePlace } from "../../../../service/store/open-store.ts";

const [place, run] = process.argv.slice(2) as [string, string];
const actor = { name: run, workspace: "default" };
const store = await openStore(JSON.parse(place) as StorePlace);
const content = {
  plan: "method=hybrid",
  yardstick: "method=hybrid",
  note: "x".repeat(2_000),
  wish: null,
  book: "b",
};

for (let k = 0; ; k++) {
  const name = `${run}-${k}`;
  await store.writeOnce({ actor, key: name, request: name }, async (transaction) => {
    await store.scenarios.add(transaction, actor, { name, ...content });
    const hold = { account: name, tier: null, reason: "kill", expires: null };
    const { version } = await store.holds.add(transaction, actor, [hold]);
    return { answer: { version }, deed: { kind: "scenario", action: name, engine: "1" } };
  });
  // At once and whole: what is said has been acknowledged.
  writeSync(1, `${name}\n`);
}
