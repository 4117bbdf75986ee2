import { columnKey } from "../column-key.ts";
import { isOurName } from "../our-names.ts";

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
  | "growth"
  | "geo"
  | "category";

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
    id cliente | código cliente | codice cliente | klantnummer | klantcode | cnpj | cpf/cnpj
    código do cliente | cod cliente | cód. cliente | party code | ledger code | customer ref
    guid | account guid | row id | internal id | business partner | bp number | kunnr | debitor nr
    mã khách hàng | 顧客コード | 顧客番号 | 顧客id | 得意先コード | 取引先コード | 取引先id | 客户编号 | 고객번호
    domain | website domain | duns | duns number | dealer code | distributor code | partner code
    store code | outlet code | account uuid | uuid | kundnummer | kundnr | kund id | kundenummer | asiakasnumero
    nr klienta | kod klienta | číslo zákazníka | zákaznické číslo | müşteri no | müşteri kodu | код клиента
    код контрагента | инн | code | code tiers | matricule
    debiteurnr | debiteurnummer | debiteur | relatienummer | relatienr | konto | kontonummer | konto nr | kundenkonto | id klienta
    numer klienta | asiakasnro | policyholder no | member id | member no | subscriber id | tenant id | organization id | sold to | payer`),
  Name: listed(`account name | company name | customer name | client name | name | company | account
    customer | client | organization | organisation | organization name | business name
    legal name | firm | firm name | firma | kunde | kundenname | unternehmen | nom | raison sociale | société
    nombre | empresa | cliente | ragione sociale | klant | klantnaam | bedrijf | bedrijfsnaam | naam | relatie | relatienaam | organisatie | razão social
    razao social | nome | nome do cliente | nome fantasia | kundnamn | kundenavn | asiakas | nazwa | nazwa klienta | klient | kontrahent
    zákazník | müşteri | müşteri adı | клиент | контрагент | наименование | dealer | dealer name | distributor
    partner name | workspace name | razón social | nom du client | party name
    kundenbezeichnung | name 1 | name1 | hospital | hospital name | advertiser | advertiser name | institution | institution name | facility
    facility name | merchant | merchant name | publisher | agency | store name | school | trust | geschäftspartner
    nome cliente | denominazione | denominación social | nombre del cliente | nombre cliente | nombre comercial | 会社名 | 顧客名 | 得意先名 | 取引先名 | 企業名 | 客户名称 | 고객명`),
  Owner:
    listed(`account owner | owner | owned by | managed by | looked after by | served by | handled by | covered by | coordinator | account coordinator
    sales coordinator | client manager | client partner | client lead | client director | account director | account partner | customer success manager
    success manager | partner manager | consultant | sales consultant | account consultant | advisor | adviser | account advisor | client advisor | account manager | sales rep | salesperson | rep | seller | am | csm
    account executive | responsible | verantwortlich | verantwortlicher | assigned to | kundenbetreuer | vertriebler | betreuer
    commercial | responsable | vendedor | responsável | gerente de contas | executivo | venditore
    agente | accountmanager | relationship manager | rm | rm name | banker | kam | key account manager | ae | ae name | bdr | sdr
    sales rep name | rep name | owner name | account owner name | ad-mitarbeiter | mitarbeiter | vertreter | handelsvertreter
    account lead | account handler | account rep | sales manager | sales executive | sales owner | territory manager | broker
    vertriebsbeauftragter | vertriebsmitarbeiter | außendienst | außendienstmitarbeiter | gebietsleiter | kundenberater
    comercial | delegado | delegado comercial | gestor | gestor comercial | asesor comercial | ejecutivo de cuenta
    chargé de clientèle | chargé d'affaires | attaché commercial | ingénieur commercial | verkoper | vertegenwoordiger
    relatiebeheerder | säljare | kundansvarig | selger | kundeansvarlig | opiekun | handlowiec | obchodník | менеджер | sachbearbeiter | verkäufer | 担当者 | 営業担当`),
  Geo_Entity: listed(`region | geo | geography | territory | market | sales region | area | country
    billing country | country/region | billing state | state | nation | location | headquarters
    hq country | gebiet | land | bundesland | kanton | canton | province | provinz | vertriebsgebiet | pays
    région | département | país | região | regiao | uf | estado | regione | provincia | paese | regio
    company country | company hq country | sales territory | zone | sales zone | ort | kommun | län | fylke | województwo
    kraj | bölge | şehir | регион | страна | brick | comunidad autónoma | departamento | localidad | ciudad | city | dma | metro area | msa
    booking centre | booking center | subregion | sub-region | country name | country code | state/province | billing state/province
    comunidad | zona | delegación | niederlassung | filiale | vestiging | provincie | gemeente | plaats | ville | continent | 都道府県 | 地域 | 国 | エリア | 地区 | 지역`),
  Commercial_Category: listed(`industry | sector | vertical | category | segment industry | industry segment
    business sector | line of business | channel | industrie | branche | secteur
    sector industrial | settore | setor | segmento | ramo | ramo de atividade | branchenbezeichnung
    naics description | sic description | bransch | bransje | toimiala | branża | odvětví | sektör | отрасль | specialty
    speciality | industry name | gics sector | giro | rubro | branchenschlüssel | naics | naics code | sic | sic code | secteur d'activité | activité | nace | nace code | nace description | sub-industry
    subsector | market segment | market sector | vertical market | trade channel | sales channel | vertriebskanal | kanal | canal
    sektor | marktsegment | customer type | client type | account type | business type | facility type | institution type
    customer group | kundengruppe | kundentyp | type client | type de client | tipo de cliente | tipo cliente | tipo de centro
    tipologia | typologie | lane | tipo | type | market | 業種 | 業界 | 产业 | 行业 | 업종`),
  MarketTier:
    listed(`tier | klabc | abc-kz | abc kennzeichen | account tier | customer tier | tiering | class | abc class | abc | abc klasse
    abc-klasse | klasse | segment | account segment | customer segment | priority
    account priority | prioridad | prioridade | priorité | priorità | prioriteit | rating | account rating | grade | level | classification | service level
    kundenklasse | kundenkategorie | kundenklassifizierung | kundenklassifikation | klassifizierung | klassifikation | account class | customer class | abc kategorie
    kundensegment | prio | priorität | stufe | niveau | niveau client | classe | classe client
    nivel | clasificación | classificação | classificacao | classe abc | curva abc | categoria
    categoria cliente | catégorie | catégorie client | classement | classificazione | classificatie
    icp tier | target tier | ideal customer profile tier | customer priority | partner tier | dealer category | dealer class | partner level | target class
    current target class | stars | star rating | sterren | sterne | étoiles | estrellas | stelle | fascia | fascia cliente | abc-code | einstufung | kundeneinstufung | klantklasse | klantcategorie | segmentación
    segmentazione | segmentatie | potential class | engagement model | coverage model | service model | service tier | kundklass | kundeklasse | kategoria | kategoria abc | kategoria klienta | kategorie
    müşteri sınıfı | категория | категория клиента
    ランク | 顧客ランク | 等級 | 区分 | 客户等级 | 등급`),
  TotalRevenue:
    listed(`revenue | total revenue | annual revenue | sales | net sales | total sales | annual sales
    arr | acv | mrr | turnover | billings | bookings | spend | total spend | amount
    total amount | total spent | charges | total charges | total billed | billed amount | lifetime value | value | account value | contract value | annual contract value | current arr
    current revenue | umsatz | jahresumsatz | erlös | nettoumsatz | chiffre d'affaires
    chiffre daffaires | ca | ca ht | ingresos | ventas | facturación | fatturato | ricavi
    omzet | jaaromzet | revenues | gross revenue | ltm revenue | ytd revenue | receita
    receita líquida | receita bruta | faturamento | vendas | venta | facturacion | ricavo | sum of amount
    sales amount | invoiced | closed won | won value | total won value | won amount | gmv | sell-out | trx
    omsättning | omsetning | omsætning | liikevaihto | sprzedaż | obrót | przychód | przychody | tržby | obrat | ciro
    gwp | gross written premium | premium | premiums | prämie | fees | fee income | invoiced sales | purchase volume
    satış | satışlar | выручка | продажи | оборот | invoiced amount | erlöse | umsatzerlöse | netto-umsatz | 売上高 | 売上 | 売上金額
    年商 | 销售额 | 매출액`),
  PotentialRevenue:
    listed(`potential | potential revenue | revenue potential | account potential | opportunity
    target revenue | estimated potential | tam | addressable spend | sam | wallet | wallet size
    share of wallet total | total opportunity | forecast | potenzial | umsatzpotenzial
    potentiel | ca potentiel | potencial | potencial de receita | potenziale | potentieel
    addressable revenue | total addressable market | serviceable market | estimated spend | projected spend | estimated revenue | projected revenue | potencjał | potenciál | potansiyel | потенциал
    potentiaali | potensial | potentiale | 潜在売上 | 見込売上 | ポテンシャル | ca prévu | ca prévisionnel | prévision ca
    prévision | prévisions | umsatzprognose | prognose | prognostizierter umsatz | ventas previstas | ingresos previstos
    previsión | receita prevista | previsão | fatturato previsto | ricavi previsti | previsione | verwachte omzet
    sales forecast | revenue forecast | forecast revenue | forecasted revenue | forecast sales | expected revenue`),
  runway: listed(`whitespace | white space | headroom | upside | expansion potential | upsell potential
    runway | open potential | remaining potential | gap | wallet gap | open pipeline | pipeline | pipeline value | open deals value`),
  growth: listed(`growth | growth rate | yoy | yoy growth | yoy % | cagr | revenue growth | growth %
    annual growth | wachstum | croissance | crecimiento | crescimento | crescita | groei | momentum
    成長率 | 伸び率`),
  geo: listed(`geo share | geo market share | regional share | regional market share | local share | local market share
    share of local market | share of regional market | market share in region | market share in territory
    territory share | territory market share | area share | country share | state share | regionaler marktanteil
    marktanteil region | marktanteil gebiet | lokaler marktanteil | part de marché régionale | part de marché locale
    cuota regional | cuota de mercado regional | cuota local | quota regional | quota di mercato regionale
    participação regional | regionaal marktaandeel`),
  category:
    listed(`category share | category market share | industry share | industry market share | sector share
    sector market share | vertical share | vertical market share | share of category | share of industry
    share of sector | market share in industry | market share in category | marktanteil branche | branchenanteil
    part de marché sectorielle | part de marché secteur | cuota sectorial | cuota del sector
    quota di settore | participação no setor`),
};

/**
 * What may stand before or behind an amount's word without changing what it is: how a pivot adds it up, that it
 * was reached.
 */
const QUALIFIER =
  /^(?:sum of|total of|summe von|somme de|suma de|soma de|somma di|som van)(?:\s+|$)|(?:^|[\s(])(?:converted|umgerechnet|total(?:e|es|s)?|actuals?|act|ist|gesamt|ga|r[ée]el(?:le)?|r[ée]alis[ée]e?s?|real|realizado|consuntivo|werkelijk|実績|annuel(?:le)?|anual|annuale|jährlich|annual|yearly)(?=[\s)]|$)/giu;

/** A name without the words that say how its amounts were added up or that they were reached. */
export function withoutQualifier(name: string): string {
  return name.trim().replace(QUALIFIER, " ").replace(/\s+/g, " ").trim();
}

/** What warehouses shorten, by the token. */
const SHORTENED: ReadonlyMap<string, string> = new Map(
  `acct account, cust customer, nm name, cd code, ctry country, cntry country, rgn region, terr territory, indus industry,
  inds industry, vert vertical, rev revenue, amt amount, sls sales, pot potential, est estimated, proj projected, seg segment,
  sgmt segment, cls class, nbr number, num number, mgr manager, ownr owner, ttl total, ann annual, oppty opportunity, desc description, slsrep rep`
    .split(/,\s+/)
    .map((pair) => pair.split(" ") as [string, string]),
);

/** `est_rev_amt` → `estimated revenue amount`; a name without shortened tokens stays as it is. */
export function spelledOut(name: string): string {
  const tokens = name.split(/[\s_.-]+/).filter((token) => token !== "");
  return tokens.some((token) => SHORTENED.has(token.toLowerCase()))
    ? tokens.map((token) => SHORTENED.get(token.toLowerCase()) ?? token).join(" ")
    : name;
}

/** A header without case, blanks, signs and accents; a number sign reads as "no". */
export function headerKey(name: string): string {
  return columnKey(name)
    .replace(/#|№|n[°º]/g, "no")
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}%]/gu, "");
}

const KNOWN = new Set(Object.values(SYNONYMS).flatMap((words) => words.map(headerKey)));

/** True for a name that is one of the words of any target. */
export function isHeaderWord(name: string): boolean {
  return KNOWN.has(headerKey(name));
}

/** True for a cell that reads like a column's name: one of ours, or a word that headers have. */
export function looksLikeHeader(cell: string): boolean {
  if (cell.length > 60) return false;
  return isOurName(cell) || KNOWN.has(headerKey(cell)) || KNOWN.has(headerKey(withoutYear(cell)));
}

/** A name without a fiscal or calendar year in it. */
export function withoutYear(name: string): string {
  const match = YEAR.exec(name);
  return match === null ? name.trim() : name.replace(match[0], " ").trim();
}

const MARK = "(?:FY|CY|GJ|FYE|WJ)";
/** A year, or two that follow each other: 2025, FY25, '25, 2024/25, FY 2024-2025. */
const YEAR = new RegExp(
  `${MARK}?[ _'’-]?(?:20\\d{2}|(?<=(?:${MARK}[ _'’-]?|['’]))\\d{2})(?:[-/–](?:20)?\\d{2})?(?!\\d)`,
  "i",
);

/**
 * The year in a column's name: `Revenue 2025`, `FY25 sales`, `ARR_FY2024`; of two such as `2024/25` the one in
 * which it ends; null where there is none.
 */
export function yearIn(name: string): number | null {
  const match = YEAR.exec(name);
  if (match === null) return null;
  const [first, last] = match[0].match(/\d+/g)!.map((digits) => Number(digits) % 100) as [number, number?];
  return 2_000 + (last === first + 1 ? last : first);
}

/** True for the name of an amount that is no revenue of a year that is over: growth, a plan, a margin, a share. */
export function isNoRevenue(name: string): boolean {
  return NO_REVENUE.test(name);
}

const NO_REVENUE =
  /growth|wachstum|croissance|crecimiento|crescimento|crescita|cagr|yoy|margin|marge|profit|gewinn|cost|kosten|employee|mitarbeiter|percent|%|\brank|\bshare\b|anteil|target|ziel|quota|\bplan|budget|forecast|prognose|prévision|prévu|previst[oa]|verwacht|outlook|pipeline|potential|potenti?[ae]l|expected|(?<![a-z])est(?:imated|imate)?(?![a-z])|projected|addressable|20\d\d ?[EFBP]\b|change|delta|differen|variance|tier\b|currency|währung|devise|moneda|moeda/i;
