import type { LargeThreads, ThreadOwner } from "./large-threads.ts";

/** The turns of one lane: wished for as jobs wait, each taken by the job that begins with it. */
export interface LaneTurns {
  /** Turns at hand, with which as many jobs may begin. */
  readonly atHand: number;
  /** Has as many at hand or wished for as jobs could begin; gives back what is more. */
  wish(jobs: number): void;
  /** Takes one at hand; returns what gives it back. */
  take(): () => void;
}

interface Wish {
  isGranted: boolean;
  giveBack(): void;
}

/** Makes the turns of a lane; `onTurn` is called whenever one has come that was waited for. */
export function createLaneTurns(threads: LargeThreads, owner: ThreadOwner, onTurn: () => void): LaneTurns {
  const wishes: Wish[] = [];
  const ask = (): Wish => {
    let isAsking = true;
    const wish: Wish = { isGranted: false, giveBack: () => {} };
    wish.giveBack = threads.ask(owner, () => {
      wish.isGranted = true;
      if (!isAsking) onTurn();
    });
    isAsking = false;
    return wish;
  };
  const granted = () => wishes.filter(({ isGranted }) => isGranted);
  return {
    get atHand() {
      return granted().length;
    },
    wish(jobs) {
      while (wishes.length < jobs) wishes.push(ask());
      while (wishes.length > jobs) wishes.pop()!.giveBack();
    },
    take() {
      const [wish] = granted();
      wishes.splice(wishes.indexOf(wish!), 1);
      return wish!.giveBack;
    },
  };
}
