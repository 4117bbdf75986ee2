import { checkpoint, type Hooks } from "../hooks.ts";
import type { CoverageEngine, LinearModel } from "./engine.ts";
import type { CoverageInput } from "./input.ts";
import { Columns, Rows } from "./model-builder.ts";
import type { Part } from "./part.ts";
import { prepareCoverage } from "./problem.ts";
import { splitCoverage } from "./split.ts";

/** What the sellers of one geography, or all of them, can carry of each tier; shape [K] each. */
export interface CarriedTiers {
  /** Accounts in the tier now. */
  readonly now: readonly number[];
  /** How many of those can have a seller, the tiers above served first. */
  readonly carried: readonly number[];
  /** How many could if any account were in the tier, the tiers above served first and those below left out. */
  readonly most: readonly number[];
}

/** The tier sizes that a sales force can carry. */
export interface CarriedSizes extends CarriedTiers {
  readonly geos: readonly (CarriedTiers & { readonly geo: string })[];
  /** Sizes to tier by: every tier but the lowest as large as it can be carried; the lowest takes the rest. */
  readonly tierSizes: Readonly<Record<string, number>>;
}

/**
 * Finds the tier sizes that the sellers can carry: from the highest tier down, the most accounts that can have
 * a seller while all that is carried above keeps its own, by linear programs of each part. A share of an
 * account is no account, so the sizes are rounded down; rules on single accounts and least numbers do not count.
 */
export function carriedTierSizes(
  input: CoverageInput,
  engine: CoverageEngine,
  hooks: Hooks = {},
): CarriedSizes {
  const weights = { whitespace: 1, fairness: 0, balance: 0, continuity: 0, travel: 0 };
  const { singleGeo, domainTiers, presence } = input.rules;
  const rules = {
    ...(singleGeo && { singleGeo }),
    ...(domainTiers && { domainTiers }),
    ...(presence && { presence }),
  };
  const problem = prepareCoverage({ ...input, weights, rules }, hooks);
  const { tierNames, accounts, tiers } = problem.input;
  const k = tierNames.length;
  const table = () => accounts.geo.values.map(() => new Array<number>(k).fill(0));
  const [now, carried, most] = [table(), table(), table()];
  for (let i = 0; i < accounts.n; i++) now[accounts.geo.codes[i]!]![tiers[i]!]!++;
  const parts = splitCoverage(problem);
  parts.forEach((part, p) => {
    const anyTier = roomOfAnyTier(problem.classes, part, accounts.geo.codes, problem.domains?.codes ?? null);
    for (let t = 0; t < k; t++) {
      checkpoint(hooks, "Tier sizes", (p + t / k) / parts.length);
      for (const { into, room } of [
        { into: carried, room: part.classes.map(({ worth }) => worth.length) },
        {
          into: most,
          room: part.classes.map(({ worth, tier }, c) => (tier === t ? anyTier[c]! : worth.length)),
        },
      ]) {
        const served = serve(part, engine, { tier: t, room, floors: carried });
        part.geos.forEach((g) => {
          into[g]![t] = Math.floor(served.get(g)! + 1e-6);
        });
      }
    }
  });
  const sum = (tables: readonly (readonly number[])[]) =>
    tierNames.map((_, t) => tables.reduce((total, row) => total + row[t]!, 0));
  const sizes = sum(carried);
  sizes[k - 1] = accounts.n - sizes.slice(0, -1).reduce((a, b) => a + b, 0);
  return {
    now: sum(now),
    carried: sum(carried),
    most: sum(most),
    geos: accounts.geo.values.map((geo, g) => ({ geo, now: now[g]!, carried: carried[g]!, most: most[g]! })),
    tierSizes: Object.fromEntries(tierNames.map((name, t) => [name, sizes[t]!])),
  };
}

/** Accounts of the geography, and of the domain where the class has one, whatever their tier; by class. */
function roomOfAnyTier(
  classes: readonly { readonly geo: number; readonly domain: number }[],
  part: Part,
  geos: ArrayLike<number>,
  domains: ArrayLike<number> | null,
): number[] {
  const ofGeo = new Map<number, number>();
  const ofDomain = new Map<string, number>();
  for (let i = 0; i < geos.length; i++) {
    const geo = geos[i]!;
    ofGeo.set(geo, (ofGeo.get(geo) ?? 0) + 1);
    const key = `${geo} ${domains?.[i] ?? -1}`;
    ofDomain.set(key, (ofDomain.get(key) ?? 0) + 1);
  }
  return part.classes.map(({ id }) => {
    const { geo, domain } = classes[id]!;
    return domain < 0 ? ofGeo.get(geo)! : (ofDomain.get(`${geo} ${domain}`) ?? 0);
  });
}

/** The most accounts of a tier that can be served in each geography, those above keeping what they have. */
function serve(
  part: Part,
  engine: CoverageEngine,
  asked: {
    readonly tier: number;
    readonly room: readonly number[];
    readonly floors: readonly (readonly number[])[];
  },
): Map<number, number> {
  const session = engine.open(servingModel(part, asked));
  try {
    const { values } = session.solveLinear({});
    const served = new Map(part.geos.map((g) => [g, 0]));
    for (let l = 0; l < part.use.length; l++) {
      const { geo, tier } = part.classes[part.linkClass[l]!]!;
      if (tier === asked.tier) served.set(geo, served.get(geo)! + values[l]!);
    }
    return served;
  } finally {
    session.close();
  }
}

/** Room for rounding in what the tiers above keep. */
const SLACK = 1e-6;

function servingModel(
  part: Part,
  {
    tier,
    room,
    floors,
  }: {
    readonly tier: number;
    readonly room: readonly number[];
    readonly floors: readonly (readonly number[])[];
  },
): LinearModel {
  const rows = new Rows();
  const columns = new Columns();
  const sellerRow = Array.from(part.sellers, (_, seller) =>
    rows.add(Number.NEGATIVE_INFINITY, 1, { kind: "capacity", seller, geo: null }),
  );
  const classRow = part.classes.map((_, cls) => rows.add(0, room[cls]!, { kind: "class", cls }));
  const floorRow = new Map<string, number>();
  for (const { geo, tier: above } of part.classes) {
    const key = `${geo} ${above}`;
    if (above >= tier || floorRow.has(key)) continue;
    const least = Math.max(0, floors[geo]![above]! - SLACK);
    floorRow.set(key, rows.add(least, Number.POSITIVE_INFINITY, { kind: "cover", floor: -1 }));
  }
  for (let l = 0; l < part.use.length; l++) {
    const c = part.linkClass[l]!;
    const { geo, tier: own } = part.classes[c]!;
    columns.entry(sellerRow[part.linkSeller[l]!]!, part.use[l]!);
    columns.entry(classRow[c]!, 1);
    const floor = floorRow.get(`${geo} ${own}`);
    if (floor !== undefined) columns.entry(floor, 1);
    columns.end(own === tier ? 1 : 0, 0, own <= tier ? 1 / part.use[l]! : 0, false);
  }
  return columns.model(rows);
}
