import { createRandomStream } from "./random.ts";

/** First parts of invented company names: no word that is a company's alone. */
const FIRST =
  "Alder,Amber,Anchor,Apex,Arbor,Arden,Aspen,Aurora,Beacon,Birch,Blue Ridge,Bramble,Bright,Cedar,Cinder,Clear,Cobalt,Copper,Coral,Crest,Crown,Delta,Drift,Dune,Eagle,East,Echo,Elder,Ember,Everly,Falcon,Fern,Flint,Forge,Garnet,Glade,Granite,Grove,Harbour,Hazel,Heron,Hollow,Horizon,Indigo,Iris,Ivory,Jasper,Juniper,Keystone,Lantern,Larch,Laurel,Linden,Lotus,Maple,Marble,Meadow,Meridian,Mill,Mint,Moss,North,Nova,Oak,Olive,Onyx,Orchid,Otter,Peak,Pebble,Pine,Plum,Prairie,Quartz,Quill,Raven,Reed,Ridge,River,Rowan,Ruby,Sable,Sage,Sequoia,Shore,Sierra,Slate,Spruce,Stone,Summit,Swift,Teal,Thistle,Timber,Topaz,Vale,Violet,Walnut,West,Willow".split(
    ",",
  );
const SECOND =
  "bank,bay,brook,croft,dale,field,ford,gate,ham,haven,hurst,land,line,mark,mere,mont,point,port,shire,stead,ton,view,ward,well,wick,wood".split(
    ",",
  );

/** What a company of each category calls its trade, in the order of the categories. */
const TRADES: readonly (readonly string[])[] = [
  ["Manufacturing", "Components", "Machinery", "Works"],
  ["Capital", "Bank", "Assurance", "Finance"],
  ["Stores", "Retail", "Brands", "Trading"],
  ["Partners", "Advisory", "Consulting", "Associates"],
  ["Clinics", "Health", "Care", "Hospitals"],
  ["Council", "Authority", "Agency", "Administration"],
  ["College", "Schools", "Academy", "University"],
  ["Energy", "Resources", "Mining", "Power"],
  ["Telecom", "Networks", "Mobile", "Connect"],
  ["Media", "Studios", "Press", "Pictures"],
  ["Logistics", "Freight", "Transport", "Shipping"],
  ["Construction", "Properties", "Homes", "Builders"],
  ["Hotels", "Travel", "Resorts", "Leisure"],
  ["Foods", "Farms", "Agri", "Harvest"],
  ["Software", "Technologies", "Systems", "Digital"],
  ["Biotech", "Pharma", "Labs", "Therapeutics"],
  ["Water", "Grid", "Utilities", "Electric"],
  ["Foundation", "Trust", "Association", "Alliance"],
];

const GIVEN =
  "Amira,Anton,Bea,Carlos,Chen,Dana,Elif,Femi,Greta,Hana,Ines,Jonas,Kofi,Lena,Marek,Nadia,Omar,Petra,Ravi,Sofia,Tomas,Uma,Viktor,Yuki".split(
    ",",
  );
const FAMILY = "Adeyemi,Bergman,Castell,Dvorak,Ekdahl,Ferrand,Galvan,Hoshino,Iversen,Jankov".split(",");

/** Accounts that one owner looks after, about. */
const PER_OWNER = 210;

/** A drawer of the account's name and its owner, row after row: composed, obviously invented; owners by geography. */
export function createNameDrawer(
  markets: {
    readonly geo: { readonly of: ArrayLike<number> };
    readonly category: { readonly of: ArrayLike<number> };
  },
  seed: number,
): (i: number) => string {
  const stream = createRandomStream(seed, "account name");
  const pick = <T>(of: readonly T[]): T => of[Math.floor(stream.uniform() * of.length)]!;
  const counts = new Map<number, number>();
  for (let i = 0; i < markets.geo.of.length; i++) {
    const geo = markets.geo.of[i]!;
    counts.set(geo, (counts.get(geo) ?? 0) + 1);
  }
  const first = new Map<number, number>();
  let owners = 0;
  for (const [geo, count] of [...counts].sort(([a], [b]) => a - b)) {
    first.set(geo, owners);
    owners += Math.max(1, Math.round(count / PER_OWNER));
  }
  return (i) => {
    const geo = markets.geo.of[i]!;
    const trade = pick(TRADES[markets.category.of[i]!]!);
    const name = `${pick(FIRST)}${pick(SECOND)} ${trade}`;
    const team = Math.max(1, Math.round(counts.get(geo)! / PER_OWNER));
    return `${name},${ownerName(first.get(geo)! + Math.floor(stream.uniform() * team))}`;
  };
}

/** Name of owner k; each name once among the first 240. */
function ownerName(k: number): string {
  const given = GIVEN[k % GIVEN.length]!;
  const family = FAMILY[Math.floor(k / GIVEN.length) % FAMILY.length]!;
  return `${given} ${family}`;
}
