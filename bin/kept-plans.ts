import { userInfo } from "node:os";
import { DEFAULT_WORKSPACE } from "../contract/caller.ts";
import type { Book } from "../data/book.ts";
import type { Config } from "../service/config.ts";
import { ServiceError } from "../service/errors.ts";
import { planOfQuery } from "../service/keep-scenarios.ts";
import { type ObeyingPlan, obeyHolds, settlePlan } from "../service/settle-holds.ts";
import type { Actor } from "../service/store/actor.ts";
import {
  existing,
  openStore,
  type Store,
  type StorePlace,
  storePlaceOf,
} from "../service/store/open-store.ts";
import type { Plan } from "../tiering/index.ts";
import { usage } from "./flags.ts";
import { say } from "./say.ts";

/** What a command wants of the store. */
export interface StoreOptions {
  /** A file or a PostgreSQL address, in place of the configured one. */
  readonly store: string | undefined;
  readonly workspace: string | undefined;
  /** Name of a kept scenario, with `@` and a version where it is not to be the latest. */
  readonly scenario: string | undefined;
}

/** Whether a plan names the workspace's holds, or is itself kept: without a store it cannot run. */
export function needsStore({ scenario }: StoreOptions, holds: string | undefined): boolean {
  return scenario !== undefined || holds !== undefined;
}

/**
 * Opens the store that the flags or the configuration name; null where none is named. One that is not needed and
 * cannot be opened is told, and left alone.
 * @throws {ServiceError} `invalid-config` for one that is needed
 */
export async function openKept(
  options: StoreOptions,
  config: Config,
  isNeeded: boolean,
): Promise<Store | null> {
  const place = options.store === undefined ? storePlaceOf(config) : placeOf(options.store);
  if (place.url === undefined && place.file === undefined) {
    if (!isNeeded) return null;
    throw usage(
      "--scenario and --holds are read from a store; expected --store, TIERING_STORE or DATABASE_URL",
    );
  }
  try {
    return await openStore(isNeeded ? existing(place) : place);
  } catch (error) {
    if (isNeeded || !(error instanceof ServiceError)) throw error;
    say(`This run is not in the audit trail. ${error.message}`);
    return null;
  }
}

/** Whoever runs the command, in the workspace that it names. */
export function commander({ workspace = DEFAULT_WORKSPACE }: StoreOptions): Actor {
  return { name: userInfo().username, workspace };
}

/** The plan of a kept scenario. @throws {ContractError} `invalid-query` where there is none of that name or version */
export async function planOfScenario(store: Store, workspace: string, named: string): Promise<Plan> {
  const [, name, version] = /^(.+?)(?:@(\d+))?$/.exec(named) ?? [];
  // A name may end like a version.
  const whole = await store.scenarios.find(workspace, named);
  const found = whole ?? (name === undefined ? null : await store.scenarios.find(workspace, name));
  if (found === null) {
    const names = (await store.scenarios.list(workspace))
      .map((each) => JSON.stringify(each.name))
      .slice(0, 20);
    const there = names.length === 0 ? "there are none" : `there are ${names.join(", ")}`;
    throw usage(
      `--scenario: there is no scenario ${JSON.stringify(named)} in workspace ${workspace}; ${there}`,
    );
  }
  const wanted = whole === null && version !== undefined ? Number(version) : found.versions[0]!.version;
  const kept = found.versions.find((each) => each.version === wanted);
  if (kept === undefined)
    throw usage(`--scenario: “${found.name}” has versions 1 to ${found.versions[0]!.version}, not ${wanted}`);
  say(`Scenario “${found.name}”, version ${kept.version} by ${kept.author}, ${kept.at}`);
  return planOfQuery(kept.plan);
}

/** A plan whose holds are those of a version, and are rules of its own. */
export async function obeyKept(
  store: Store | null,
  book: Book,
  { plan, workspace }: { readonly plan: Plan; readonly workspace: string },
): Promise<ObeyingPlan & { readonly asked: Plan }> {
  if (store === null) return { asked: plan, plan, left: null };
  const asked = await settlePlan(store, plan, workspace);
  return { asked, ...(await obeyHolds({ store, book }, asked, workspace)) };
}

function placeOf(text: string): StorePlace {
  return /^postgres(?:ql)?:\/\//.test(text) ? { url: text } : { file: text };
}
