/** One word, number or sign of a message. */
export interface Token {
  /** Lower case, contractions spelt out, spelling mended. */
  readonly text: string;
  /** Where it stands in the message, UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}
