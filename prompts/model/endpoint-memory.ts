import type { OptionalParameter, ResponseFormat } from "./model.ts";

/** What an endpoint has refused, so that no call asks for it again for a while. */
export interface EndpointMemory {
  /** Parameters to leave out now. */
  omitted(): ReadonlySet<OptionalParameter>;
  /** The format to ask for now: the configured one, or a simpler one that the endpoint takes. */
  format(): ResponseFormat;
  /** The endpoint has refused a parameter; of a format the next simpler one is tried. */
  refuse(parameter: OptionalParameter): void;
}

/** How long a refusal is believed, milliseconds: an endpoint is mended, or was only confused. */
const BELIEVED_MS = 600_000;

/** From the most to the least that is asked of an endpoint. */
const STEPS: readonly ResponseFormat[] = ["json_schema", "json_object", "none"];

/**
 * Remembers refusals for ten minutes each.
 * @param configured the format to ask for where nothing was refused
 * @param now the clock, milliseconds
 */
export function createEndpointMemory(configured: ResponseFormat, now: () => number): EndpointMemory {
  const until = new Map<OptionalParameter, number>();
  let step = 0;
  const refused = (parameter: OptionalParameter) =>
    (until.get(parameter) ?? Number.NEGATIVE_INFINITY) > now();
  const format = () => {
    if (!refused("response_format")) step = 0;
    return STEPS[Math.min(STEPS.indexOf(configured) + step, STEPS.length - 1)] as ResponseFormat;
  };
  return {
    omitted: () =>
      new Set([...until.keys()].filter((parameter) => parameter !== "response_format" && refused(parameter))),
    format,
    refuse(parameter) {
      if (parameter === "response_format" && !refused(parameter)) step = 0;
      until.set(parameter, now() + BELIEVED_MS);
      if (parameter === "response_format") step++;
    },
  };
}
