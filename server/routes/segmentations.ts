import type { AnswerOf } from "../../contract/answer-of.ts";
import {
  csvSegmentationQuery,
  segmentationAnswer,
  segmentationFromQuery,
  segmentationQuery,
  segmentationToQuery,
} from "../../contract/segmentation.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { csvForm, segmentationCsv } from "../../service/tiers-csv.ts";
import type { SegmentationOptions } from "../../tiering/index.ts";
import { operation } from "../operations/operation.ts";

/** How customers group by themselves, and the tiers that their groups make. */
export function segmentationOperations(service: Service) {
  const links = (options: SegmentationOptions) => ({
    csv: `/v1/segmentations.csv?${segmentationToQuery(options)}`,
  });
  return [
    operation({
      method: "get",
      path: "/v1/segmentations",
      role: "viewer",
      cost: "heavy",
      summary: "Natural groups of the accounts, as tiers with their KPIs",
      query: segmentationQuery,
      problems: [422, 429, 503],
      open: ({ query }) => ({ state: { options: segmentationFromQuery(query) } }),
      about: ({ options }) => ({ options, links: links(options) }),
      answers: {
        "application/json": {
          schema: segmentationAnswer,
          async make({ options }, work) {
            const { summary: segmentation } = await service.find("segment", { options }, work);
            return { ...identityOf(service), segmentation, links: links(options) } satisfies AnswerOf<
              typeof segmentationAnswer
            >;
          },
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/segmentations.csv",
      role: "viewer",
      cost: "heavy",
      summary: "The tiers that natural groups make, as CSV",
      query: csvSegmentationQuery,
      problems: [422, 429, 503],
      answers: {
        async "text/csv"({ query: { columns, delimiter, decimal, bom, ...asked } }, work) {
          const form = csvForm({ columns, delimiter, decimal, bom }, service.book);
          const options = segmentationFromQuery(asked);
          const { segmentation } = await service.find("segment", { options }, work);
          return segmentationCsv(service.book, segmentation, form);
        },
      },
    }),
  ];
}
