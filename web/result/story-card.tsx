import type { StoryAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { session } from "../state/session.ts";
import { planToQuery } from "../words/query.ts";

/** Lets a drag come to rest: the story is for reading, not for following. */
const REST_MS = 600;

/** What the plan changes, told in words; every number in them is computed. */
export function StoryCard() {
  const plan = session.result.value?.plan ?? null;
  const query = useDeferred(plan === null ? null : planToQuery(plan).toString(), REST_MS);
  const { answer, trouble } = useAnswers<StoryAnswer>(query === null ? [] : [`v1/story?${query}`]);
  const text = answer?.[0]?.story.text ?? null;
  if (plan === null || trouble !== null || text === null) return null;
  const [first, ...more] = text.split("\n\n");
  return (
    <section class="card story" aria-labelledby="story-title">
      <h3 id="story-title">In words</h3>
      <p>{first}</p>
      {more.length > 0 && (
        <details>
          <summary>The whole story</summary>
          {more.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </details>
      )}
    </section>
  );
}
