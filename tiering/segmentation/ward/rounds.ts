import { Forest } from "./forest.ts";
import { Links } from "./links.ts";
import { createNearest, findNearest, type Nearest } from "./nearest.ts";

/** Below this many clusters a new tree is not worth building. */
const LEAST_REBUILD = 64;

/** A Ward run between two rounds. */
interface State {
  readonly forest: Forest;
  readonly links: Links;
  readonly nearest: Nearest;
  /** Slots whose partner must be searched for, the first `waiting` entries. */
  readonly queue: Int32Array;
  waiting: number;
  /** Clusters left. */
  active: number;
}

/**
 * Merges all clusters of a forest in rounds: find the cheapest partner of every cluster that has none
 * cached, then merge every mutual pair. Ward is reducible: a merge never makes a third cluster's partner
 * dearer than before, so only the partners of the two merged clusters look again.
 * @param record Called with the two cluster numbers and the cost; returns the number of the new cluster.
 * @param tick Called every few thousand searches.
 */
export function mergeInRounds(
  forest: Forest,
  record: (a: number, b: number, cost: number) => number,
  tick: () => void,
): void {
  let state = begin(forest);
  enqueueAll(state);
  while (state.active > 1) {
    search(state, tick);
    const merged = mergeMutualPairs(state, record);
    // Rounding can leave a ring of cached partners that are no longer the cheapest; a fresh look breaks
    // it, since the cheapest pair of all is always mutual.
    if (merged === 0) enqueueAll(state);
    state.forest.refit();
    const slots = state.forest.size.length;
    if (state.active * 2 <= slots && state.active > LEAST_REBUILD) state = rebuild(state, tick);
  }
}

function begin(forest: Forest): State {
  const slots = forest.size.length;
  const links = new Links(slots);
  return {
    forest,
    links,
    nearest: createNearest(),
    queue: new Int32Array(slots),
    waiting: 0,
    active: slots,
  };
}

function enqueueAll(state: State): void {
  const { forest, links, queue } = state;
  state.waiting = 0;
  for (let slot = 0; slot < queue.length; slot++) {
    if (forest.size[slot] === 0) continue;
    if (links.partner[slot] >= 0) links.unlink(slot);
    queue[state.waiting++] = slot;
  }
}

function search({ forest, links, nearest, queue, waiting }: State, tick: () => void): void {
  for (let i = 0; i < waiting; i++) {
    if ((i & 4095) === 0) tick();
    const slot = queue[i];
    findNearest(forest, slot, links.hint[slot], nearest);
    links.hint[slot] = -1;
    links.link(slot, nearest.slot, nearest.cost);
  }
}

/** Merges the mutual pairs among the slots just searched for and queues who lost a partner. */
function mergeMutualPairs(state: State, record: (a: number, b: number, cost: number) => number): number {
  const { forest, links, queue } = state;
  const searched = queue.slice(0, state.waiting);
  let merged = 0;
  state.waiting = 0;
  for (const slot of searched) {
    const partner = links.partner[slot];
    if (partner < 0 || links.partner[partner] !== slot) continue;
    const kept = forest.size[slot] >= forest.size[partner] ? slot : partner;
    const gone = kept === slot ? partner : slot;
    const cluster = record(forest.cluster[kept], forest.cluster[gone], links.cost[slot]);
    forest.merge(kept, gone, cluster);
    links.unlink(kept);
    links.unlink(gone);
    queue[state.waiting++] = kept;
    for (const lost of [kept, gone]) {
      for (let slot = links.anyFollower(lost); slot >= 0; slot = links.anyFollower(lost)) {
        links.unlink(slot);
        links.hint[slot] = kept;
        queue[state.waiting++] = slot;
      }
    }
    merged++;
  }
  state.active -= merged;
  return merged;
}

/** The same clusters in a tree of their own, with the partners that they have cached. */
function rebuild(old: State, tick: () => void): State {
  const { forest, links } = old;
  const { stride, points } = forest.tree;
  const centroids = new Float64Array(old.active * stride);
  const sizes = new Float64Array(old.active);
  const clusters = new Int32Array(old.active);
  const oldSlots = new Int32Array(old.active);
  let m = 0;
  for (let slot = 0; slot < forest.size.length; slot++) {
    if (forest.size[slot] === 0) continue;
    centroids.set(points.subarray(slot * stride, (slot + 1) * stride), m * stride);
    sizes[m] = forest.size[slot];
    clusters[m] = forest.cluster[slot];
    oldSlots[m++] = slot;
  }
  const state = begin(new Forest(centroids, stride, sizes, clusters, tick));
  const { rows } = state.forest.tree;
  const newSlot = new Int32Array(forest.size.length).fill(-1);
  for (let slot = 0; slot < m; slot++) newSlot[oldSlots[rows[slot]]] = slot;
  for (let slot = 0; slot < m; slot++) {
    const from = oldSlots[rows[slot]];
    if (links.partner[from] >= 0) state.links.link(slot, newSlot[links.partner[from]], links.cost[from]);
    else if (links.hint[from] >= 0) state.links.hint[slot] = newSlot[links.hint[from]];
  }
  for (let i = 0; i < old.waiting; i++) state.queue[state.waiting++] = newSlot[old.queue[i]];
  return state;
}
