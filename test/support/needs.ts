/**
 * Whether tests are skipped for want of something on this machine, a program's path or null. Never where `CI` is
 * set: there they run, and fail for want of it.
 */
export function isLeftOut(program: string | null): boolean {
  return program === null && (process.env.CI ?? "") === "";
}
