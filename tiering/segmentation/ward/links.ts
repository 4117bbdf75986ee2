/**
 * The cheapest partner that each slot has cached, with the reverse relation: who has cached me.
 * All arrays have shape [slots]; −1 stands for none.
 */
export class Links {
  readonly partner: Int32Array;
  readonly cost: Float64Array;
  /** A slot near the one whose partner was lost: the cluster its partner became. */
  readonly hint: Int32Array;
  /** First of those who have cached the slot, the next one of the same list, and the one before. */
  private readonly first: Int32Array;
  private readonly next: Int32Array;
  private readonly before: Int32Array;

  constructor(slots: number) {
    this.partner = new Int32Array(slots).fill(-1);
    this.cost = new Float64Array(slots);
    this.hint = new Int32Array(slots).fill(-1);
    this.first = new Int32Array(slots).fill(-1);
    this.next = new Int32Array(slots).fill(-1);
    this.before = new Int32Array(slots).fill(-1);
  }

  link(slot: number, partner: number, cost: number): void {
    this.partner[slot] = partner;
    this.cost[slot] = cost;
    const follower = this.first[partner];
    this.next[slot] = follower;
    this.before[slot] = -1;
    if (follower >= 0) this.before[follower] = slot;
    this.first[partner] = slot;
  }

  unlink(slot: number): void {
    const partner = this.partner[slot];
    const next = this.next[slot];
    const before = this.before[slot];
    if (before >= 0) this.next[before] = next;
    else this.first[partner] = next;
    if (next >= 0) this.before[next] = before;
    this.partner[slot] = -1;
  }

  /** Any slot that has cached this one, −1 where none has. */
  anyFollower(slot: number): number {
    return this.first[slot];
  }
}
