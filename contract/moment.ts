import { z } from "zod";

/** The last moment of which every spelling has four digits of a year: beyond it, texts are no longer in the order of time. */
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const error = "expected a day such as 2027-03-31, or a moment such as 2027-03-31T12:00:00Z";

/** Schema of a day or a moment (ISO 8601, with its offset), in UTC at most the last of the year 9999. */
export const dayOrMoment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], { error })
  .refine((text) => Date.parse(text) <= LAST, error);
