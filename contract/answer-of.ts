import type { z } from "zod";

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** A body as the schema that documents it wants it; nobody changes it any more. */
export type AnswerOf<S extends z.ZodType> = DeepReadonly<z.input<S>>;
