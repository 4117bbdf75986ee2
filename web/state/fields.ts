import { batch, type Signal, signal } from "@preact/signals";

/** Each field of a plain object as a signal of its own: who reads one is told of that one alone. */
export type Fields<T> = { readonly [F in keyof T]: Signal<T[F]> };

/** A group of fields that change together. */
export interface FieldGroup<T extends object> {
  readonly fields: Fields<T>;
  /** The values now; reading them so subscribes to none. */
  current(): T;
  /** Changes some of them; whoever watches several of these is told once. */
  update(change: Partial<T>): void;
}

/** Makes signals of an object's fields. */
export function fieldsOf<T extends object>(initial: T): FieldGroup<T> {
  const names = Object.keys(initial) as (keyof T)[];
  const fields = Object.fromEntries(names.map((name) => [name, signal(initial[name])])) as Fields<T>;
  return {
    fields,
    current: () => Object.fromEntries(names.map((name) => [name, fields[name].peek()])) as T,
    update: (change) =>
      batch(() => {
        for (const name of Object.keys(change) as (keyof T)[])
          fields[name].value = change[name] as T[keyof T];
      }),
  };
}
