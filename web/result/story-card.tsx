import type { StoryAnswer } from "../api/answers.ts";

/** What the plan changes, told in words; every number in them is computed. */
export function StoryCard({ story }: { readonly story: StoryAnswer["story"] }) {
  const [first, ...more] = story.text.split("\n\n");
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
