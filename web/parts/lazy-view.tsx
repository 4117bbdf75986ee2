import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

type View = () => ComponentChildren;

/** A view that is fetched when it is first shown, so that the page itself does not wait for it. */
export function lazyView(load: () => Promise<View>): View {
  let loaded: View | null = null;
  return function LazyView() {
    const [trouble, setTrouble] = useState(false);
    const [, redraw] = useState(0);
    useEffect(() => {
      if (loaded !== null) return;
      load().then(
        (view) => {
          loaded = view;
          redraw((n) => n + 1);
        },
        () => setTrouble(true),
      );
    }, []);
    if (loaded !== null) {
      const Loaded = loaded;
      return <Loaded />;
    }
    if (!trouble) return <p class="empty">Opening…</p>;
    return (
      <p class="trouble" role="alert">
        This view could not be fetched from the server. Load the page again; nothing is lost.
      </p>
    );
  };
}
