import { address } from "../api/address.ts";
import { Icon } from "../parts/icon.tsx";
import { fileName, shownScenario } from "../state/scenarios.ts";

/** The whole list that is shown, with its columns and in its order, as a file of the server. */
export function ExportLinks({ query }: { readonly query: string }) {
  const name = `accounts ${shownScenario()?.name ?? ""}`;
  return (
    <span class="export-links">
      {(["csv", "xlsx"] as const).map((form) => (
        <a
          key={form}
          class="button quiet small"
          href={address(`v1/accounts.${form}?${query}`)}
          download={fileName({ name }, form)}
        >
          <Icon name="download" /> List as {form.toUpperCase()}
        </a>
      ))}
    </span>
  );
}
