import type { ColumnNames } from "./columns.ts";

/** Words of a list, which are names in lower case without accents and punctuation. */
const words = (text: string): string[] => text.trim().split(/\s+/u);

/** What the columns of sellers.csv go by: English, German, French, Spanish. */
export const SELLER_NAMES: ColumnNames = {
  Seller_ID: words(`
    id seller sellerid employeeid rep repid owner ownerid sellerno sellernumber repno repnumber employeeno employeenumber
    staffid staffno userid salespersonid salesrepid email
    verkaufernr verkaufernummer verkauferid verkaufer mitarbeiternr mitarbeiternummer personalnummer
    idvendeur vendeur identifiant matricule codevendeur idcommercial
    idvendedor vendedor codigovendedor codigo idempleado`),
  Name: words(`
    sellername repname fullname employeename salesperson verkaufername mitarbeiter nom nomvendeur nomcomplet nombre
    nombrevendedor nombrecompleto`),
  Role: words(`
    sellerrole jobtitle title segment job jobrole position function rolle funktion stelle fonction poste metier rol cargo
    puesto funcion`),
  Geo_Entity: words(`
    geo geos geography geographies region territory regions territories area gebiet gebiete vertriebsgebiet land zone
    territoire territorio territorios zona pais`),
  Domains: words(`
    domain marketdomain marketdomains industries industry verticals vertical sectors sector expertise branche branchen
    domane domanen secteur secteurs domaine domaines sectores dominio dominios industria industrias`),
  Presence: words(`
    inpersonorremote mode coveragemode channel remote workmode worklocation einsatz einsatzart arbeitsweise prasenz presence
    modalidad modo`),
  Capacity_Factor: words(`
    capacity capacityfactor factor ramp fte rampfactor availability kapazitat kapazitatsfaktor auslastung pensum capacite
    tauxdactivite etp capacidad dedicacion jornada`),
};

/** What the columns of capacity.csv go by; one for each tier may stand in the place of the last two. */
export const CAPACITY_NAMES: ColumnNames = {
  Role: words(`
    sellerrole jobtitle title job position function rolle funktion fonction poste rol cargo puesto funcion`),
  Tier: words("markettier customertier accounttier level stufe klasse niveau nivel categoria"),
  Accounts: words(`
    capacity most max maxaccounts mostaccounts accountsperseller limit maximumaccounts kunden maxkunden maximalekunden
    konten comptes maxcomptes maximumdecomptes cuentas maxcuentas maximodecuentas`),
};

/** Words for a seller at a distance, as {@link SELLER_NAMES} are spelled. */
export const REMOTE: ReadonlySet<string> = new Set(
  words(
    "remote inside virtual digital yes true innendienst fern telefon adistance distance remoto adistancia",
  ),
);

/** Words for a seller who meets customers; blank is one. */
export const IN_PERSON: ReadonlySet<string> = new Set([
  "",
  ...words(
    "inperson field onsite facetoface no false vorort aussendienst surplace terrain presentiel presencial",
  ),
]);
