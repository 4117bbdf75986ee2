import type { StoryAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { session } from "../state/session.ts";
import { planToQuery } from "../words/query.ts";

/** Lets a drag come to rest: the story is for reading, not for following. */
const REST_MS = 600;

/** The story of the result that is shown; null until it is there, and where there is none to tell. */
export function useStory(): StoryAnswer["story"] | null {
  const result = session.result.value;
  const wanted = result?.summary.moved == null ? null : planToQuery(result.plan).toString();
  const query = useDeferred(wanted, REST_MS);
  const { answer, trouble } = useAnswers<StoryAnswer>(query === null ? [] : [`v1/story?${query}`]);
  return query === wanted && trouble === null ? (answer?.[0]?.story ?? null) : null;
}
