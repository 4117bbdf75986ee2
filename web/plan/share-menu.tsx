import { useState } from "preact/hooks";
import { address } from "../api/address.ts";
import { Icon, type IconName } from "../parts/icon.tsx";
import { Menu } from "../parts/menu.tsx";
import { reportQuery } from "../report/report-query.ts";
import type { Scenario } from "../state/model.ts";
import { PROVEN_TO } from "../state/proving.ts";
import { csvPath, fileName, linkOf, shownScenario } from "../state/scenarios.ts";

/** What can be carried away of the current run. */
export function ShareMenu() {
  const scenario = shownScenario();
  const [done, setDone] = useState("");
  const [byHand, setByHand] = useState("");
  if (scenario === null) return null;
  const csv = new URL(csvPath(scenario.id), location.href).href;
  const copies: readonly [string, IconName, string][] = [
    ["Copy link to this run", "link", pageLink(scenario)],
    ["Copy Power BI / Excel URL", "table", csv],
    ["Copy as curl", "code", `curl --compressed --output tiers.csv '${csv.replaceAll("'", "%27")}'`],
  ];
  const copy = async (what: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(`${what.replace("Copy", "Copied")}.`);
      setByHand("");
    } catch {
      // Without HTTPS a page may not write to the clipboard.
      setDone("Copy it from here:");
      setByHand(text);
    }
  };
  return (
    <>
      <a class="button primary small" href={csvPath(scenario.id)} download={fileName(scenario, "csv")}>
        <Icon name="download" /> CSV
      </a>
      <Menu label="Share">
        {copies.map(([what, icon, text]) => (
          <li key={what}>
            <button type="button" class="quiet" onClick={() => void copy(what, text)}>
              <Icon name={icon} /> {what}
            </button>
          </li>
        ))}
        {REPORTS.map(([form, icon, what]) => (
          <li key={form}>
            <a
              class="button quiet"
              href={reportPath(scenario, form)}
              {...(form === "html"
                ? { target: "_blank", rel: "noopener" }
                : { download: fileName(scenario, form) })}
            >
              <Icon name={icon} /> {what}
            </a>
          </li>
        ))}
        <li>
          <button type="button" class="quiet" onClick={() => print()}>
            <Icon name="print" /> Print a report
          </button>
        </li>
        <li>
          <span role="status" class="hint">
            {done}
          </span>
        </li>
        {byHand !== "" && (
          <li>
            <input
              type="text"
              readOnly
              aria-label="To copy"
              value={byHand}
              onFocus={(event) => event.currentTarget.select()}
            />
          </li>
        )}
      </Menu>
    </>
  );
}

/** The forms in which the server tells a result to those who decide on it. */
const REPORTS = [
  ["html", "print", "Report as a page"],
  ["xlsx", "table", "Report as a workbook"],
  ["pptx", "download", "Report as slides"],
] as const satisfies readonly (readonly [string, IconName, string])[];

function reportPath(scenario: Scenario, form: string): string {
  const { id } = scenario;
  const asked = reportQuery(scenario);
  // The page proves what it shows; its reports state the same figure.
  asked.set("bound", String(PROVEN_TO));
  return address(`v1/report.${form}?${id}&${asked}`);
}

function pageLink(scenario: Scenario): string {
  return new URL(linkOf(scenario), location.href).href;
}
