/** What was waited for was not there in time; says what it was. */
export class WaitedTooLong extends Error {}

/** Waits no longer than this. @throws {WaitedTooLong} that says what was waited for, and for how long. */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new WaitedTooLong(`waited ${seconds} s for ${what}`)),
    seconds * 1_000,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
