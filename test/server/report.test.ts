import { inflateRawSync } from "node:zlib";
import readWorkbook from "read-excel-file/node";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roundedDown, roundedUp } from "../../tiering/index.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(3_000));
});
afterAll(() => started.close());

const get = (path: string) => request(started.app).get(path);
const PLAN = "method=hybrid&runway=0.7&growth=0.3&maxMovedShare=0.02";
const QUERY = `${PLAN}&title=${encodeURIComponent("Board <May> & June")}&remark=${encodeURIComponent("The CFO's wish")}`;

interface Answer {
  readonly summary: {
    readonly moved: { readonly count: number };
    readonly kpis: { readonly after: { readonly composite: number } };
  };
}
interface Proven {
  readonly summary: {
    readonly certificate: { readonly bound: number };
    readonly kpis: Readonly<Record<"before" | "after", { readonly composite: number }>>;
  };
}
const summary = async () => ((await get(`/v1/tiers?${PLAN}&limit=0`)).body as Answer).summary;

/** The files of a zip archive by name, as text. */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const packed = bytes.readUInt32LE(at + 18);
    const named = bytes.readUInt16LE(at + 26);
    const begin = at + 30 + named + bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 30, at + 30 + named);
    files.set(name, inflateRawSync(bytes.subarray(begin, begin + packed)).toString("utf8"));
    at = begin + packed;
  }
  return files;
}

describe("the report of a plan", () => {
  it("is a page of plan, result, who moves, constraints and method that runs nothing and loads nothing", async () => {
    const response = await get(`/v1/report.html?${QUERY}`);
    expect(response.status).toBe(200);
    expect(response.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(response.headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const { moved, kpis } = await summary();
    expect(response.text).toContain(`${moved.count} of 3,000 accounts change tier`);
    expect(response.text).toContain(kpis.after.composite.toFixed(3));
    for (const title of ["Plan", "Result", "Who moves", "From tier to tier", "Constraints", "Method"])
      expect(response.text).toContain(`<h2>${title}</h2>`);
    expect(response.text).toContain("<h1>Board &lt;May&gt; &amp; June</h1>");
    expect(response.text).toContain("The CFO's wish");
    expect(response.text).not.toMatch(/<script|<link|<img|undefined|NaN|null/);
  });

  it("states the bound of a proof where it is to be certified, of the same tiers, as the story does", async () => {
    const plain = await get(`/v1/report.html?${PLAN}`);
    const certified = await get(`/v1/report.html?${PLAN}&bound=0.001`);
    const proof = (await get(`/v1/tiers?${PLAN}&prove=0.001&limit=0`)).body as Proven;
    const own = (await get(`/v1/tiers?${PLAN}&limit=0`)).body as Proven;
    expect(plain.text).toContain("by a quick bound");
    expect(certified.text).toContain("of the possible lift, proven");
    const { after, before } = own.summary.kpis;
    const bound = Math.min(proof.summary.certificate.bound, own.summary.certificate.bound);
    const reached = (after.composite - before.composite) / (bound - before.composite);
    expect(certified.text).toContain(`≥ ${roundedDown(reached * 100, 1)} %`);
    expect(certified.text).toContain(`an overall score of ${roundedUp(bound, 4)}, proven`);
    expect(certified.text).toContain(after.composite.toFixed(3));
    const { story } = (await get(`/v1/story?${PLAN}&bound=0.001`)).body as { story: { text: string } };
    const gap = (bound - after.composite) / after.composite;
    expect(story.text).toContain(
      `No plan under these constraints can exceed an overall score of ${roundedUp(bound, 4)}, ${roundedUp(gap * 100, 2)} % above this one: it has at least ${roundedDown(reached * 100, 1)} % of the lift that is possible, which is proven.`,
    );
  });

  it("spells the weights as the page does: in per cent, 100 together", async () => {
    const { text } = await get("/v1/report.html?method=hybrid&runway=4&growth=10&geo=1.5&category=1.5");
    const percents = [
      ...text.matchAll(/market|revenue<\/th><td>([\d.]+) %|share of its [^<]*<\/th><td>([\d.]+) %/g),
    ].flatMap(([, a, b]) => ((a ?? b) ? [Number(a ?? b)] : []));
    expect(percents).toEqual([23.6, 58.8, 8.8, 8.8]);
  });

  it("is a workbook of the same, with numbers as numbers", async () => {
    const response = await get(`/v1/report.xlsx?${QUERY}`).responseType("blob");
    const sheets = await readWorkbook(response.body as Buffer);
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      "Report",
      "Plan",
      "Result",
      "Who moves",
      "From tier to tier",
      "Constraints",
    ]);
    const { moved, kpis } = await summary();
    expect(sheets[0]!.data).toContainEqual(["Who moves", String(moved.count), expect.any(String)]);
    expect(sheets[2]!.data[1]![2]).toBe(kpis.after.composite);
    const { movers } = (await get(`/v1/movers?${PLAN}&column=Geo_Entity&limit=1`)).body as {
      movers: { groups: { up: { revenue: number } }[] };
    };
    expect(sheets[3]!.data[1]![2]).toBe(movers.groups[0]!.up.revenue);
  });

  it("is three slides in a presentation whose parts are all there", async () => {
    const response = await get(`/v1/report.pptx?${QUERY}`).responseType("blob");
    expect(response.headers["content-disposition"]).toMatch(/\.pptx"$/);
    const files = unzip(response.body as Buffer);
    const slides = [...files.keys()].filter((name) => /^ppt\/slides\/[^_]/.test(name));
    expect(slides).toHaveLength(3);
    const types = files.get("[Content_Types].xml")!;
    for (const [name, text] of files) {
      if (!name.endsWith(".rels")) continue;
      const folder = name.replace(/_rels\/[^/]*$/, "");
      for (const [, target] of text.matchAll(/Target="([^"]*)"/g)) {
        const part = new URL(target!, `http://x/${folder}`).pathname.slice(1);
        expect(files.has(part), part).toBe(true);
        expect(types).toContain(`PartName="/${part}"`);
      }
    }
    expect(files.get("ppt/slides/slide1.xml")).toContain("Board &lt;May&gt; &amp; June");
    expect(files.get("ppt/slides/slide2.xml")).toContain("accounts change tier");
  });

  it.each(["html", "xlsx", "pptx"])("gives the same bytes for the same query: %s", async (form) => {
    const read = async () => {
      const { body, text } = await get(`/v1/report.${form}?${QUERY}`).responseType("blob");
      return Buffer.isBuffer(body) ? body.toString("base64") : text;
    };
    expect(await read()).toBe(await read());
  });

  it("is the same sentences, figures and tables as JSON, with the wish and how sure it is by a proof", async () => {
    const { body } = await get(`/v1/report?${QUERY}&wish=all%20on%20runway&bound=0.001&stability=1`).expect(
      200,
    );
    const { report } = body as {
      report: {
        readonly wish: string;
        readonly figures: readonly { readonly name: string; readonly detail: string }[];
        readonly tables: readonly { readonly title: string; readonly rows: readonly string[][] }[];
        readonly method: readonly string[];
      };
    };
    const { text } = await get(`/v1/report.html?${QUERY}&wish=all%20on%20runway&bound=0.001&stability=1`);
    expect(report.wish).toBe("all on runway");
    expect(text).toContain("Asked for: “all on runway”");
    for (const { title, rows } of report.tables) {
      expect(text).toContain(`<h2>${title}</h2>`);
      for (const cell of rows.flat())
        expect(text).toContain(cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));
    }
    for (const said of report.method) expect(text).toContain(said);
    expect(report.figures.at(-1)?.detail).toBe("of the possible lift, proven");
    expect(report.method.join()).toMatch(/proven.*of the moves stand a change of ± 10 %/);
  });

  it("names the workspace's holds that the plan obeys, with who said so, why and until when", async () => {
    const listed = await get("/v1/accounts?change=moved&columns=ID&limit=2");
    const [held, forced] = (listed.body as { columns: { cells: string[] }[] }).columns[0]!.cells;
    const holds = [
      { account: String(held), reason: "renewal in March", expires: "2099-03-31" },
      { account: String(forced), reason: "board's wish" },
    ];
    await request(started.app).post("/v1/holds").send({ holds }).expect(201);
    const { text } = await get(`/v1/report.html?${PLAN}&holds=stored`);
    expect(text).toContain("<h2>Holds of the workspace</h2>");
    expect(text).toMatch(
      new RegExp(
        `${held}\\)?</th><td>held in its tier</td><td>renewal in March</td><td>local</td><td>2099-03-31</td>`,
      ),
    );
    expect(text).toContain("<td>board's wish</td><td>local</td><td>for good</td>");
    expect((await get(`/v1/report.html?${PLAN}`)).text).not.toContain("Holds of the workspace");
  });

  it("refuses what it does not know", async () => {
    expect((await get(`/v1/report.html?${PLAN}&colour=red`)).status).toBe(400);
    expect((await get("/v1/report.pptx?scope=Geo_Entity:Atlantis")).status).toBe(422);
  });
});
