/** How a list of signals says which end of it counts most. */
export const ORDERS: readonly (readonly [RegExp, "down" | "up"])[] = [
  [
    /\b(?:ascending|increasing|rising) (?:order|importance|priority|weight)\b|\bleast to (?:the )?most\b|\b(?:bottom|low|lowest|lightest) to (?:top|high|highest|heaviest)\b|\b(?:least|lowest|lightest)(?: important| weight| priority)? first\b/u,
    "up",
  ],
  [
    /\b(?:descending|decreasing|falling) (?:order|importance|priority|weight)\b|\b(?:order|ranking|list) of (?:importance|priority|weight|preference)\b|\b(?:priority order|priorities in order|ordered by importance)\b|\bmost to (?:the )?least\b|\b(?:top|high|highest|heaviest) to (?:bottom|low|lowest|lightest)\b|\b(?:most important|highest priority|heaviest) first\b|^(?:(?:(?:the|my|our) )?(?:order|sequence|ranking|priorities)|(?:i |we |please )*rank them)(?: i want| we want| i would like| is| are| should be)*(?= )/u,
    "down",
  ],
];
