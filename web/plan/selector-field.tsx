import { SelectorChips } from "../parts/selector-chips.tsx";
import { changePolicy } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { FieldFaults } from "./field-faults.tsx";

interface Props {
  readonly field: "hold" | "scope";
  readonly title: string;
}

/** A list of selectors: each can be taken away, others added from what the book has. */
export function SelectorField({ field, title }: Props) {
  return (
    <fieldset class="policy-field half">
      <legend>{title}</legend>
      <SelectorChips
        selectors={session.plan.value.policy[field] ?? []}
        to={field}
        ids={field === "hold"}
        onChange={(next) => changePolicy({ [field]: next })}
      />
      <FieldFaults fields={[field]} />
    </fieldset>
  );
}
