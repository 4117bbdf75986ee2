import { columnKey } from "../column-key.ts";
import { isOurName } from "../roles.ts";

/** What a column of a stranger's file can be for. */
export type Target =
  | "ID"
  | "Name"
  | "Owner"
  | "Geo_Entity"
  | "Commercial_Category"
  | "MarketTier"
  | "TotalRevenue"
  | "PotentialRevenue"
  | "runway"
  | "growth";

/** The words of a target, written in one text with bars between them. */
const listed = (text: string): readonly string[] => text.split(/ \| |\n +/);

/** Words of headers by target, the surest first; compared without case, blanks and signs. */
export const SYNONYMS: Readonly<Record<Target, readonly string[]>> = {
  ID: listed(`id | account id | accountid | account # | acct # | acct | acct id | acct number | customer #
    customer no | client # | client number | client no | account reference | key account
    sold-to | sold-to party | sap number | erp id | external id | customer id | customer number
    account number | account no | client id | company id | customer code | account code | crm id
    record id | hubspot id | hs_object_id | salesforce id | sfdc id | case safe id | account key
    customer key | cust id | cust no | kundennummer | kunden nr | kunden# | kdnr | kd nr
    kundennr | debitor | debitorennummer | kunden id | numéro client | code client | n° client
    numéro de client | n° de client | n° compte | número de cliente | numero cliente | id client
    id cliente | código cliente | codice cliente | klantnummer | domain | website domain | duns
    duns number`),
  Name: listed(`account name | company name | customer name | client name | name | company | account
    customer | client | organization | organisation | organization name | business name
    legal name | firma | kunde | kundenname | unternehmen | nom | raison sociale | société
    nombre | empresa | cliente | ragione sociale | klant | bedrijf`),
  Owner: listed(`account owner | owner | account manager | sales rep | salesperson | rep | seller | am | csm
    account executive | responsible | assigned to | kundenbetreuer | vertriebler | betreuer
    commercial | responsable | vendedor`),
  Geo_Entity: listed(`region | geo | geography | territory | market | sales region | area | country
    billing country | country/region | billing state | state | nation | location | headquarters
    hq country | gebiet | land | vertriebsgebiet | pays | région | país | regione | paese
    regio`),
  Commercial_Category: listed(`industry | sector | vertical | category | segment industry | industry segment
    business sector | line of business | channel | industrie | branche | secteur
    sector industrial | settore | sic description | industry name | gics sector`),
  MarketTier: listed(`tier | account tier | customer tier | tiering | class | abc class | abc | abc klasse
    abc-klasse | klasse | segment | account segment | customer segment | priority
    account priority | rating | account rating | grade | level | classification | service level
    kundenklasse | kundenkategorie | account class | customer class | abc kategorie
    kundensegment | prio | priorität | stufe | niveau | niveau client | classe | classe client
    nivel | clasificación | catégorie client | icp tier | target tier`),
  TotalRevenue:
    listed(`revenue | total revenue | annual revenue | sales | net sales | total sales | annual sales
    arr | acv | mrr | turnover | billings | bookings | spend | total spend | amount
    total amount | value | account value | contract value | annual contract value | current arr
    current revenue | umsatz | jahresumsatz | erlös | nettoumsatz | chiffre d'affaires
    chiffre daffaires | ca | ca ht | ingresos | ventas | facturación | fatturato | ricavi
    omzet | revenues | gross revenue | ltm revenue | ytd revenue`),
  PotentialRevenue:
    listed(`potential | potential revenue | revenue potential | account potential | opportunity
    target revenue | estimated potential | tam | addressable spend | sam | wallet | wallet size
    share of wallet total | total opportunity | forecast | potenzial | umsatzpotenzial
    potentiel | potencial | potenziale | potentieel`),
  runway: listed(`whitespace | white space | headroom | upside | expansion potential | upsell potential
    runway | open potential | remaining potential | gap | wallet gap`),
  growth: listed(`growth | growth rate | yoy | yoy growth | yoy % | cagr | revenue growth | growth %
    annual growth | wachstum | croissance | crecimiento | crescita | momentum`),
};

/** A header without case, blanks, signs and accents; a number sign reads as "no". */
export function headerKey(name: string): string {
  return columnKey(name)
    .replace(/#|№|n[°º]/g, "no")
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}%]/gu, "");
}

const KNOWN = new Set(Object.values(SYNONYMS).flatMap((words) => words.map(headerKey)));

/** True for a cell that reads like a column's name: one of ours, or a word that headers have. */
export function looksLikeHeader(cell: string): boolean {
  if (cell.length > 60) return false;
  return isOurName(cell) || KNOWN.has(headerKey(cell)) || KNOWN.has(headerKey(withoutYear(cell)));
}

/** A name without a fiscal or calendar year in it. */
export function withoutYear(name: string): string {
  return name.replace(YEAR, " ").trim();
}

const YEAR = /(?:FY|CY|GJ)?[ _'’-]?(?:20\d{2}|(?<=(?:FY|CY|GJ)[ _'’-]?)\d{2})(?!\d)/i;

/** The year in a column's name: `Revenue 2025`, `FY25 sales`, `ARR_FY2024`; null where there is none. */
export function yearIn(name: string): number | null {
  const match = YEAR.exec(name);
  if (match === null) return null;
  const digits = /(?<!\d)\d+$/.exec(match[0])![0];
  return digits.length === 2 ? 2_000 + Number(digits) : Number(digits);
}
