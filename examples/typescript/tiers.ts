/** Tiers, a what-if and a typed error, by the client that `npm run client` makes of `/openapi.json`. */
import { Api, type HttpResponse, type Problem } from "./client.ts";

const { v1 } = new Api({ baseUrl: process.env.TIERING_URL ?? "http://localhost:3000" });

const { data: meaning } = await v1.interpretationsCreate({ message: "prioritize runway growth" });
console.log(meaning.reply);

const { data: report } = await v1.tiersList({
  method: "hybrid",
  runway: 50,
  growth: 50,
  maxMovedShare: 0.01,
});
const { kpis, moved } = report.summary;
console.log(`composite ${kpis.after.composite}`);
// A book need not have tiers yet: the types say so, and the compiler insists.
if (moved !== null) console.log(`${moved.count} of ${report.summary.accounts} accounts move`);

try {
  await v1.tiersList({ maxMovedShare: 7 });
} catch (thrown) {
  const { status, error } = thrown as HttpResponse<never, Problem>;
  console.log(`${status}: ${error.detail}`);
}
