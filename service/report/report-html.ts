import { createHash } from "node:crypto";
import { type LeaderReport, tablesOf } from "./leader-report.ts";
import type { ReportTable } from "./report-tables.ts";

const STYLE = `@page{size:A4;margin:14mm}
*{box-sizing:border-box}
body{max-width:182mm;margin:8mm auto;padding:0 4mm;color:#16202c;background:#fff;font:10pt/1.4 system-ui,sans-serif}
h1{margin:0 0 1mm;font-size:18pt}h2{margin:5mm 0 1.5mm;font-size:11.5pt}p{margin:1mm 0}
.source,.detail{color:#4d5b6b;font-size:8.5pt}.lead{margin:4mm 0;font-size:12pt}
.note{border-left:2pt solid #14507f;padding-left:3mm}
.figures{display:flex;flex-wrap:wrap;gap:3mm;margin:0}.figures div{flex:1 1 38mm;border:.5pt solid #c8d0d9;border-radius:2mm;padding:2.5mm}
dt{font-size:8.5pt;font-weight:600}dd{margin:0}dd.value{font-size:15pt;font-weight:700}
table{width:100%;border-collapse:collapse;font-size:8.5pt}th,td{padding:.9mm 1.5mm;border-bottom:.5pt solid #dde3e9;text-align:left;vertical-align:top;overflow-wrap:break-word}
th{font-weight:600}.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
section,tr,.figures div{break-inside:avoid}h2{break-after:avoid}
@media print{body{max-width:none;margin:0;padding:0}}`;

/** What lets this page's style in, and nothing else. */
export const REPORT_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The report as a page of its own, made for A4 and for screens; the same report gives the same text. */
export function reportHtml(report: LeaderReport): string {
  const { title, source, lead, note, wish, figures, method } = report;
  const cards = figures.map(
    ({ name, value, detail }) =>
      `<div><dt>${safe(name)}</dt><dd class="value">${safe(value)}</dd><dd class="detail">${safe(detail)}</dd></div>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title><style>${STYLE}</style></head>
<body>
<h1>${safe(title)}</h1>
<p class="source">${safe(source)}</p>
${note === "" ? "" : `<p class="note">${safe(note)}</p>\n`}${wish === "" ? "" : `<p class="wish">Asked for: “${safe(wish)}”</p>\n`}<p class="lead">${safe(lead)}</p>
<dl class="figures">${cards.join("")}</dl>
${tablesOf(report).map(section).join("")}<section><h2>Method</h2>${method.map((text) => `<p>${safe(text)}</p>`).join("")}</section>
</body>
</html>
`;
}

function section(table: ReportTable): string {
  const kind = (at: number) => (table.numbers.includes(at) ? ' class="number"' : "");
  const head = table.columns.map((column, at) => `<th scope="col"${kind(at)}>${safe(column)}</th>`).join("");
  const rows = table.rows.map(
    ([first = "", ...cells]) =>
      `<tr><th scope="row">${safe(first)}</th>${cells.map((cell, at) => `<td${kind(at + 1)}>${safe(cell)}</td>`).join("")}</tr>`,
  );
  return `<section><h2>${safe(table.title)}</h2><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></section>\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function safe(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);
}
