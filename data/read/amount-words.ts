/** Words behind an amount and the power of ten that they stand for, in upper case. */
export const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ["K", 3],
  ["TSD", 3],
  ["TSD.", 3],
  ["THOUSAND", 3],
  ["M", 6],
  ["MM", 6],
  ["MN", 6],
  ["MLN", 6],
  ["MIO", 6],
  ["MIO.", 6],
  ["MILL", 6],
  ["MILL.", 6],
  ["MILLION", 6],
  ["MILLIONS", 6],
  ["B", 9],
  ["BN", 9],
  ["BLN", 9],
  ["MRD", 9],
  ["MRD.", 9],
  ["MD", 9],
  ["BILLION", 9],
  ["BILLIONS", 9],
  ["TN", 12],
  ["TRN", 12],
  ["TRILLION", 12],
  ["LAKH", 5],
  ["LAKHS", 5],
  ["LAC", 5],
  ["CRORE", 7],
  ["CRORES", 7],
  ["CR", 7],
  ["千", 3],
  ["万", 4],
  ["百万", 6],
  ["億", 8],
]);

const CODES =
  "USD EUR GBP JPY CHF CNY RMB INR CAD AUD NZD SEK NOK DKK ISK PLN CZK HUF RON BGN TRY RUB UAH ILS AED SAR QAR KWD BHD OMR EGP ZAR NGN KES MAD BRL MXN ARS CLP COP PEN UYU KRW TWD HKD SGD MYR THB IDR PHP VND PKR BDT LKR KZT GEL";
const SIGNS =
  "$ € £ ¥ ₹ ₩ ₽ ₺ ₪ ฿ ₫ ₴ ₦ ₱ US$ C$ CA$ A$ AU$ NZ$ HK$ S$ R$ NT$ KR KČ ZŁ FT FR FR. SFR SFR. RS RS. 円";

/** Currencies that may stand beside an amount: ISO codes and signs, in upper case. */
export const CURRENCIES: ReadonlySet<string> = new Set([...CODES.split(" "), ...SIGNS.split(" ")]);
