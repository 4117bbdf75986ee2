import { SYNONYMS } from "../match/synonyms.ts";
import { type ColumnNames, plain } from "./columns.ts";

/** Words of a list, which are names in lower case without accents and punctuation. */
const words = (text: string): string[] => text.trim().split(/\s+/u);

/** What the columns of sellers.csv go by: English, German, French, Spanish; places and trades also as in a book. */
export const SELLER_NAMES: ColumnNames = {
  Seller_ID: words(`
    id seller sellerid employeeid rep repid owner ownerid sellerno sellernumber repno repnumber employeeno employeenumber
    staffid staffno userid salespersonid salesrepid email salesrepno amid csmid badge badgeid workerid
    persnr personalnr personalid maid manr vertreternr vertreter vertriebler betreuernr betreuerid kurzel
    verkaufernr verkaufernummer verkauferid verkaufer mitarbeiternr mitarbeiternummer personalnummer
    idvendeur vendeur identifiant matricule codevendeur idcommercial
    idvendedor vendedor codigovendedor codigo idempleado`),
  Name: words(`
    sellername repname fullname employeename salesperson salesrep accountmanager accountexecutive staff person
    verkaufername mitarbeiter mitarbeitername betreuer kundenbetreuer ansprechpartner name nomvendeur nomcomplet nombre
    nombrevendedor nombrecompleto`),
  Given_Name: words("firstname givenname forename vorname prenom nombredepila"),
  Family_Name: words("lastname familyname surname nachname familienname nom nomdefamille apellido apellidos"),
  Role: words(`
    sellerrole salesrole jobtitle title segment job jobrole jobfunction position function team rolle funktion stelle
    tatigkeit taetigkeit fonction poste metier rol cargo puesto funcion`),
  Geo_Entity: wordsAndThoseOfABook(
    "Geo_Entity",
    `
    geo geos geography geographies region territory regions territories area gebiet gebiete vertriebsgebiet land zone
    territoire territorio territorios zona pais bezirk verkaufsgebiet verkaufsbezirk regionen lander`,
  ),
  Domains: wordsAndThoseOfABook(
    "Commercial_Category",
    `
    domain marketdomain marketdomains industries industry verticals vertical sectors sector expertise branche branchen
    domane domanen secteur secteurs domaine domaines sectores dominio dominios industria industrias`,
  ),
  Presence: words(`
    inpersonorremote fieldremote fieldinside fieldorinside insideoutside mode coveragemode channel remote workmode worklocation einsatz einsatzart arbeitsweise arbeitsart betreuungsart besuchsart kontaktart prasenz presence
    modalidad modo`),
  Capacity_Factor: words(`
    capacity capacityfactor factor ramp fte rampfactor ramppct ramppercent rampup rampstatus availability productivity
    worktime workingtime parttime kapazitat kapazitatsfaktor auslastung pensum beschaftigungsgrad arbeitszeit stellenanteil
    arbeitszeitanteil teilzeit vzae vza mak capacite
    tauxdactivite etp capacidad dedicacion jornada`),
};

/** What the columns of capacity.csv go by; one for each tier may stand in the place of the last two. */
export const CAPACITY_NAMES: ColumnNames = {
  Role: words(`
    sellerrole salesrole jobtitle title job jobrole jobfunction team position function rolle funktion fonction poste rol cargo puesto funcion`),
  Tier: [...words("markettier customertier accounttier"), ...SYNONYMS.MarketTier.map(plain)],
  Accounts: words(`
    capacity most max maxaccounts mostaccounts accountsperseller accountsperrep accountload bookofbusiness booksize
    ratio coverageratio limit maximumaccounts kunden maxkunden maximalekunden anzahl anzahlkunden kundenzahl kundenproverkaufer
    kundenjeverkaufer betreuungsschlussel konten comptes maxcomptes maximumdecomptes cuentas maxcuentas maximodecuentas`),
};

/** Words for a seller at a distance, as {@link SELLER_NAMES} are spelled. */
export const REMOTE: ReadonlySet<string> = new Set(
  words(`
    remote inside insidesales virtual digital online yes true innendienst fern telefon telefonisch telefonvertrieb phone
    byphone telesales telesale video homeoffice callcenter desk adistance distance teletravail remoto adistancia telefono`),
);

/** Words for a seller who meets customers; blank is one. */
export const IN_PERSON: ReadonlySet<string> = new Set([
  "",
  ...words(`
    inperson field fieldsales onsite facetoface f2f outside outsidesales no false vorort aussendienst aussen personlich besuch
    surplace terrain presentiel presencial`),
]);

/** Words for every geography, every domain. */
export const EVERY: ReadonlySet<string> = new Set(
  words(`
    all any every everything everywhere allregions allindustries allverticals allterritories allsectors companywide
    alle alles uberall allebranchen allegebiete bundesweit tous toutes partout todos todas tutti tutte`),
);

/** Words of ours, and those by which a column of a book is known. */
function wordsAndThoseOfABook(target: keyof typeof SYNONYMS, text: string): string[] {
  // A channel is how a seller meets customers.
  return [...words(text), ...SYNONYMS[target].map(plain).filter((word) => word !== "channel")];
}
