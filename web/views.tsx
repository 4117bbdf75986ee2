import type { ComponentChildren } from "preact";
import { AccountsTab } from "./accounts/accounts-tab.tsx";
import { GroupsTab } from "./groups/groups-tab.tsx";
import { lazyView } from "./parts/lazy-view.tsx";
import { FrontierTab } from "./result/frontier-tab.tsx";
import { MethodsTab } from "./result/methods-tab.tsx";
import { Overview } from "./result/overview.tsx";
import { RulesTab } from "./result/rules-tab.tsx";
import { ScenariosTab } from "./scenarios/scenarios-tab.tsx";
import { TABS, type Tab } from "./state/model.ts";
import { session, update } from "./state/session.ts";

const NAMES: Readonly<Record<Tab, string>> = {
  overview: "Overview",
  accounts: "Accounts",
  frontier: "Frontier",
  rules: "Rules",
  methods: "Methods",
  groups: "Groups",
  coverage: "Coverage",
  progression: "Progression",
  scenarios: "Scenarios",
  workspace: "Workspace",
};

const PANELS: Readonly<Record<Tab, () => ComponentChildren>> = {
  overview: Overview,
  accounts: AccountsTab,
  frontier: FrontierTab,
  rules: RulesTab,
  methods: MethodsTab,
  groups: GroupsTab,
  coverage: lazyView(async () => (await import("./coverage/coverage-tab.tsx")).CoverageTab),
  progression: lazyView(async () => (await import("./progression/progression-tab.tsx")).ProgressionTab),
  scenarios: ScenariosTab,
  workspace: lazyView(async () => (await import("./workspace/workspace-tab.tsx")).WorkspaceTab),
};

/** What the plan brings, one view at a time. */
export function Result() {
  const tab = session.tab.value;
  const running = session.running.value;
  const kept = session.scenarios.value.length;
  const Panel = PANELS[tab];
  const onKeyDown = (event: KeyboardEvent) => {
    const at = TABS.indexOf(tab);
    const places: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % TABS.length,
      ArrowLeft: (at + TABS.length - 1) % TABS.length,
      Home: 0,
      End: TABS.length - 1,
    };
    const next = TABS[places[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    update({ tab: next });
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <section class="result" aria-label="Result" aria-busy={running}>
      <div class="tabs" role="tablist" aria-label="Views of the result" onKeyDown={onKeyDown}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={tab === name}
            aria-controls="tab-panel"
            tabIndex={tab === name ? 0 : -1}
            onClick={() => update({ tab: name })}
          >
            <span class="tab-name" data-name={NAMES[name]}>
              {NAMES[name]}
            </span>
            {name === "scenarios" && kept > 0 && <span class="badge">{kept}</span>}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`} tabIndex={-1}>
        <Panel />
      </div>
    </section>
  );
}
