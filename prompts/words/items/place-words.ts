/** What a part of the book is called where a place or an industry is meant ("region", "those two countries"); lower case. */
export const PLACE =
  /^(?:region|country|area|territory|market|industry|sector|category|vertical|segment)s?$|^(?:countries|territories|industries|categories)$/u;
