const NAMED = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
  .split(" ")
  .map((word, value): [string, number] => [word, value]);
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
  .split(" ")
  .map((word, at): [string, number] => [word, 20 + 10 * at]);
/** Whole numbers by their word, 0 … 18 and the tens to 90. */
export const UNITS = new Map([...NAMED, ...TENS, ["fourty", 40], ["eighteen", 18], ["sixteen", 16]]);
/** What a number before such a word is multiplied by. */
export const SCALES = new Map([
  ["hundred", 100],
  ["thousand", 1000],
  ["k", 1000],
  ["million", 1e6],
  ["millions", 1e6],
  ["m", 1e6],
  ["mn", 1e6],
  ["mio", 1e6],
  ["billion", 1e9],
  ["bn", 1e9],
]);
/** By its word, singular or plural, how many such parts make a whole: "third" is 3. */
export const FRACTIONS = new Map<string, number>();
for (const part of "half:2 third:3 fourth:4 quarter:4 fifth:5 sixth:6 eighth:8 tenth:10 twentieth:20 fiftieth:50 hundredth:100 tercile:3 quartile:4 quintile:5 decile:10 percentile:100".split(
  " ",
)) {
  const [word = "", size] = part.split(":");
  for (const each of [word, word === "half" ? "halves" : `${word}s`]) FRACTIONS.set(each, Number(size));
}
/** The values of fractions written as one sign, or with a fraction slash, 0 … 1. */
export const VULGAR = new Map(
  ["½1⁄2", "⅓1⁄3", "⅔2⁄3", "¼1⁄4", "¾3⁄4"].flatMap(([sign, ...spelt]): [string, number][] => {
    const [above, , below] = spelt;
    return [sign as string, spelt.join("")].map((each) => [each, Number(above) / Number(below)]);
  }),
);
/** Factors by their word. */
export const FACTORS = new Map(Object.entries({ half: 1 / 2, twice: 2, double: 2, thrice: 3, triple: 3 }));
/** After "one" or "a single" these make it a number; elsewhere it is a pronoun. */
export const COUNTED =
  /^(?:half|thirds?|quarters?|fourth|fifth|sixth|eighth|tenth|tiers?|steps?|levels?|class|classes|grades?|bands?|notch|notches|percent|per|%|parts?|hundred|thousand|million|account|accounts|customers?|points?|in|move|each)$/u;
