/** Global parameters of the generative model; none belongs to a single account. */
export const PARAMETERS = {
  // Firm size: enterprise share; mean and sd of log revenue of small firms and of enterprises; bounds.
  pE: 0.46,
  mS: 14.29,
  sS: 0.887,
  mE: 15.65,
  sE: 1.487,
  rmin: 87_700,
  rmax: 2.15e9,
  // Growth: volatility by size, curvature and slope by size, mean, sd, skew and kurtosis.
  gv: 0.02168,
  gq: 0.007949,
  gmu: 0.2091,
  gsd: 0.1285,
  gb: -0.01385,
  gskew: 0.1955,
  gkurt: -0.1141,
  // Potential: level, dependence on growth, on size (slope and curvature), own noise.
  kp: 1.007,
  kc: 0.3157,
  kd: 0.1004,
  kq: -0.03322,
  ks: 0.07294,
  // Markets: log level and spread of TAM, tilt of enterprises, for geographies and for categories.
  gT: 26.511,
  gS: 0.934,
  gTilt: -0.3976,
  cT: 26.709,
  cS: 0.7329,
  cTilt: 0.4601,
  // Tier policy: weight of potential and growth, size of the judgements, hysteresis, brake, yearly noise.
  wA: 0.009721,
  nA: 0.2519,
  nM: 0.6812,
  nB: 0.92,
  wM: 0.09,
  wB: 0.2759,
  hA: 1.445,
  hM: 0.2993,
  hB: 0.5843,
  step: 1.05,
  yrn: 0.17,
} as const;

/** Smallest revenue potential of an account, whole currency units. */
export const LEAST_POTENTIAL = 34_293;

/** Accounts per tier A, B, C in the book of 50,000; the rest is D. */
export const TIER_SHARES = [980 / 50_000, 11_373 / 50_000, 4_251 / 50_000] as const;

/** Fiscal years of the revenue history; FY20 and FY21 are latent: the tier policy sees them, the file does not. */
export const HISTORY = [20, 21, 22, 23, 24, 25, 26] as const;

/** Number of fiscal years in the file, FY22 … FY26. */
export const YEARS = 5;

/** Base weights of the five products A … E, and the spread of their logarithms over accounts. */
export const PRODUCTS = { base: [0.22, 0.3, 0.2, 0.16, 0.12], spread: [1.25, 0.5, 0.65, 0.8, 1.2] } as const;

/** Share of the accounts whose Area_Admin is filled in. */
export const ADMIN_SHARE = 0.382;
