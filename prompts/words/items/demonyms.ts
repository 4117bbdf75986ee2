/** What people and things of a place are called, by the place as books spell it. */
const ADJECTIVES = `Africa: African; Argentina: Argentinian,Argentine; Australia: Australian,Aussie; Austria: Austrian; Belgium: Belgian;
  Brazil: Brazilian; Canada: Canadian; Chile: Chilean; China: Chinese; Colombia: Colombian; Czechia: Czech;
  Denmark: Danish; Egypt: Egyptian; Europe: European; Finland: Finnish; France: French; Germany: German; Greece:
  Greek; Hungary: Hungarian; India: Indian; Indonesia: Indonesian; Ireland: Irish; Israel: Israeli; Italy:
  Italian; Japan: Japanese; Kenya: Kenyan; Latin America: Latin American; Malaysia: Malaysian; Mexico: Mexican;
  Middle East: Middle Eastern; Netherlands: Dutch; New Zealand: New Zealand,Kiwi; Nigeria: Nigerian; North America:
  North American; Norway: Norwegian; Pakistan: Pakistani; Poland: Polish; Portugal: Portuguese; Romania: Romanian;
  Saudi Arabia: Saudi; Scotland: Scottish; Singapore: Singaporean; South Africa: South African; South Korea:
  Korean,South Korean; Spain: Spanish; Sweden: Swedish; Switzerland: Swiss; Thailand: Thai; Turkey: Turkish;
  Western Europe: Western European,West European; Eastern Europe: Eastern European,East European; Central Europe:
  Central European; Southern Europe: Southern European,South European; South Asia: South Asian; South-East Asia:
  South-East Asian,Southeast Asian; Greater China: Greater Chinese; United Kingdom: British; United States: American; Vietnam: Vietnamese`;

/** The adjectives of a place by its name in small letters: "German" of "germany". */
export const DEMONYMS: ReadonlyMap<string, readonly string[]> = new Map(
  ADJECTIVES.split(";").map((entry) => {
    const [place = "", adjectives = ""] = entry.trim().split(/:\s+/u);
    return [place.replace(/\s+/gu, " ").toLowerCase(), adjectives.split(/,\s*/u)];
  }),
);
