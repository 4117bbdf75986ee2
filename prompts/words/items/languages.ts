import { LEXICON_WORDS } from "./lexicon.ts";
import { tokenise } from "./tokens.ts";

/** A language that is recognised and declined. */
export type Language = "de" | "fr" | "es";

/** Words that mark a language; none of them is an English word. */
const WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  de: new Set(
    `und oder nur nicht kein keine keinen bitte mit ohne auf für das dem der des ein eine einen ist sind soll sollen wir ich
    mehr weniger höchstens maximal mindestens zuerst alle wachstum potenzial schwerpunkt kunden konten branche branchen region
    regionen verschieben bewegen halten behalten priorisiere priorisieren gewichte gewichten gewichtung wie wer warum welche
    stufe über unter zwischen deutschland europa westeuropa dann danach hallo guten tag danke bist du geht möchte wollen sonst
    aber auch wieder rückgängig stärker wichtiger umsatz`.split(/\s+/u),
  ),
  fr: new Set(
    `et ou seulement uniquement ne pas plus moins avec sans pour dans sur les le la un une est sont doit nous je donnez donner
    priorité priorise priorisez croissance potentiel secteur secteurs région régions clients comptes client maximum bougez bouger
    garder gardez toucher déplacer déplacez aux du au merci bonjour bonsoir salut ça va quel quelle pourquoi qui comment tous toutes
    europe l'europe ouest d'abord puis ensuite mais santé beaucoup`.split(/\s+/u),
  ),
  es: new Set(
    `y o solo sólo solamente sin con para por los las el la un una es son debe nosotros quiero queremos prioriza priorizar
    crecimiento potencial sector sectores región regiones clientes cuentas máximo mantener mantén mueve mover muevas más menos del en
    al gracias hola buenos días buenas tardes qué tal cómo estás quién primero luego pero todos todas españa europa
    occidental`.split(/\s+/u),
  ),
};
/** Words of these lists that English has too, or that name little: they count only beside others. */
const SHARED = new Set(
  "region regionen sector un la el o y es en al on du des la no me sur plus maximum client clients potential europe europa du am an in".split(
    " ",
  ),
);

const ENGLISH = new Set(
  "the a an and or of to in on for with is are be by only no not don do at most more less than that this it we i you our my please all keep move growth first".split(
    " ",
  ),
);

/** The language of a message where it is one of the three, else null. Cost: linear. */
export function languageOf(message: string): Language | null {
  const words = tokenise(message)
    .map(({ text }) => text)
    .filter((text) => /^\p{L}/u.test(text));
  const english = words.filter(
    (word) => ENGLISH.has(word) || (LEXICON_WORDS.has(word) && !SHARED.has(word)),
  ).length;
  let best: Language | null = null;
  let most = 0;
  for (const language of ["de", "fr", "es"] as const) {
    const own = words.filter((word) => WORDS[language].has(word) && !LEXICON_WORDS.has(word));
    const clear = new Set(own.filter((word) => !SHARED.has(word))).size;
    const score = clear + 0.3 * (own.length - clear);
    if (clear > 0 && score > most) [best, most] = [language, score];
  }
  const needed = words.length <= 4 ? 1 : 2;
  return best !== null && most >= needed && most > english ? best : null;
}

/** What to do instead, in the language itself. */
export const DECLINED: Readonly<Record<Language, string>> = {
  de: 'Ohne Sprachmodell verstehe ich nur Englisch und habe nichts gerechnet; bitte auf Englisch, zum Beispiel: "growth first, only in Western Europe, move at most 2 %".',
  fr: "Sans modèle de langue, je ne comprends que l'anglais et je n'ai rien calculé ; en anglais, par exemple : \"growth first, only in Western Europe, move at most 2 %\".",
  es: 'Sin modelo de lenguaje solo entiendo inglés y no he calculado nada; en inglés, por ejemplo: "growth first, only in Western Europe, move at most 2 %".',
};
