/** Small things to send that are made to cost much: files and requests, each of which has to be refused. */
import { gzipSync } from "node:zlib";
import { zipSlices } from "../../data/xlsx/zip.ts";

/** One of them; `file` is uploaded as accounts, a `request` is sent as it is. */
export type Bomb = { readonly name: string } & (
  | { readonly file: () => Buffer; readonly as: string }
  | { readonly request: () => { readonly path: string; readonly init?: RequestInit } }
);

const MIB = 2 ** 20;

/** A gzip file that inflates to `mib` times a mebibyte of the text: one member over and over. */
export function gzipBomb(text: string, mib: number): Buffer {
  const block = gzipSync(text.repeat(Math.ceil(MIB / text.length)).slice(0, MIB), { level: 9 });
  return Buffer.concat([gzipSync("ID,TotalRevenue_FY26\n"), ...new Array<Buffer>(mib).fill(block)]);
}

/** A workbook whose one sheet is `mib` mebibytes of blanks inside. */
function workbookBomb(mib: number): Buffer {
  function* sheet() {
    yield '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
    for (let k = 0; k < mib; k++) yield " ".repeat(MIB);
    yield "</sheetData></worksheet>";
  }
  const types =
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>';
  const book =
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>';
  const relations =
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';
  return Buffer.concat([
    ...zipSlices([
      { name: "[Content_Types].xml", content: [types] },
      { name: "xl/workbook.xml", content: [book] },
      { name: "xl/_rels/workbook.xml.rels", content: [relations] },
      { name: "xl/worksheets/sheet1.xml", content: sheet() },
    ]),
  ]);
}

const json = (path: string, body: string) => () => ({
  path,
  init: { method: "POST", headers: { "content-type": "application/json" }, body },
});

/** What scorecard line 12 names, each in its kinds. */
export const BOMBS: readonly Bomb[] = [
  { name: "gzip of 1 GiB of rows", file: () => gzipBomb("1,1\n", 1_024), as: "a.csv.gz" },
  { name: "gzip of 1 GiB of blanks", file: () => gzipBomb(" ", 1_024), as: "a.csv.gz" },
  { name: "gzip within gzip", file: () => gzipSync(gzipBomb("1,1\n", 256)), as: "a.csv.gz" },
  { name: "XLSX whose sheet is 300 MiB", file: () => workbookBomb(300), as: "a.xlsx" },
  {
    name: "unclosed quote, 8 MiB",
    file: () => Buffer.from(`ID,TotalRevenue_FY26\n"${"a\n".repeat(4 * MIB)}`),
    as: "a.csv",
  },
  {
    name: "100,000 columns",
    file: () => Buffer.from(`${Array.from({ length: 100_000 }, (_, k) => `c${k}`).join(",")}\n`),
    as: "a.csv",
  },
  { name: "one line of 8 MiB", file: () => Buffer.from("a".repeat(8 * MIB)), as: "a.csv" },
  { name: "JSON of 200,000 brackets", request: json("/v1/chat", `{"message":${"[".repeat(200_000)}`) },
  {
    name: "JSON 50,000 deep",
    request: json("/v1/chat", `{"message":${"[".repeat(50_000)}${"]".repeat(50_000)}}`),
  },
  {
    name: "JSON of 50,000 keys",
    request: json("/v1/chat", `{${Array.from({ length: 50_000 }, (_, k) => `"k${k}":1`).join(",")}}`),
  },
  { name: "body of 20 MiB", request: json("/v1/chat", `{"message":"${"a".repeat(20 * MIB)}"}`) },
  { name: "query of 200 kB", request: () => ({ path: `/v1/tiers?hold=${"a,".repeat(100_000)}` }) },
  { name: "query of 60,000 parameters", request: () => ({ path: `/v1/tiers?${"a&".repeat(60_000)}` }) },
  { name: "query of 1 MB", request: () => ({ path: `/v1/tiers?hold=${"a".repeat(1_000_000)}` }) },
];

/** Sends one and gives the status of the answer. */
export async function sendBomb(origin: string, bomb: Bomb): Promise<number> {
  if ("request" in bomb) {
    const { path, init } = bomb.request();
    return statusOf(fetch(origin + path, init));
  }
  const form = new FormData();
  form.set("accounts", new Blob([new Uint8Array(bomb.file())]), bomb.as);
  return statusOf(fetch(`${origin}/v1/books`, { method: "POST", body: form }));
}

/** The status, the answer read to its end; a connection that is broken while the body is still sent counts as 413. */
async function statusOf(asked: Promise<Response>): Promise<number> {
  try {
    const response = await asked;
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 413;
  }
}
