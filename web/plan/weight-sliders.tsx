import { useRef } from "preact/hooks";
import { changeWeight, SIGNAL_NAMES, SIGNALS, type Signal, type Weights } from "../../tiering/index.ts";
import { Icon } from "../parts/icon.tsx";
import { changePlan } from "../state/planning.ts";
import { current, session, update } from "../state/session.ts";
import { countingWeights, idleSignals, shownPercents } from "../words/percents.ts";
import { SIGNAL_HELP } from "../words/plan-words.ts";

/** Where a row of moves of one slider began: the others keep the proportions they had there. */
interface Gesture {
  readonly signal: Signal;
  readonly base: Weights;
  readonly reached: Weights;
}

/** Four weights that always sum to 1: moving one rescales the others, but for those that are locked. */
export function WeightSliders() {
  const weights = countingWeights(session.plan.value.weights);
  const idle = idleSignals.value;
  const locked = [...session.locked.value, ...idle];
  const inactive = session.plan.value.method === "baseline";
  const gesture = useRef<Gesture | null>(null);
  const shown = shownPercents(weights);

  const move = (signal: Signal, value: number) => {
    const { plan } = current();
    const ongoing = gesture.current;
    const same = ongoing?.signal === signal && ongoing.reached === plan.weights;
    const base = same ? ongoing.base : countingWeights(plan.weights);
    const fixed = new Set([...session.locked.value, ...idleSignals.value]);
    const reached = changeWeight(base, { signal, value, locked: fixed });
    gesture.current = { signal, base, reached };
    if (reached !== plan.weights) {
      const method = plan.method === "baseline" ? "hybrid" : plan.method;
      changePlan({ ...plan, method, weights: reached });
    }
  };
  return (
    <fieldset class={`weights ${inactive ? "inactive" : ""}`}>
      <legend class="visually-hidden">Weights, together 100 %</legend>
      {SIGNALS.map((signal) => (
        <WeightSlider
          key={signal}
          signal={signal}
          value={weights[signal]}
          shown={shown[signal]}
          idle={idle.has(signal)}
          locked={session.locked.value.includes(signal)}
          stuck={SIGNALS.every((other) => other === signal || locked.includes(other))}
          onMove={(value) => move(signal, value)}
        />
      ))}
    </fieldset>
  );
}

interface SliderProps {
  readonly signal: Signal;
  readonly value: number;
  readonly shown: string;
  /** True where the book has nothing to weigh. */
  readonly idle: boolean;
  readonly locked: boolean;
  /** All others are locked, so this one cannot move either. */
  readonly stuck: boolean;
  onMove(value: number): void;
}

function WeightSlider({ signal, value, shown, idle, locked, stuck, onMove }: SliderProps) {
  const id = `weight-${signal}`;
  const toggle = () => {
    const before = session.locked.value;
    update({ locked: locked ? before.filter((other) => other !== signal) : [...before, signal] });
  };
  return (
    <div class="weight">
      <label for={id} title={SIGNAL_HELP[signal]}>
        {SIGNAL_NAMES[signal]}
      </label>
      {/* The slider tells its value to whoever moves it; the others' would be told on top. */}
      <output for={id} aria-live="off" class={idle ? "hint" : ""}>
        {idle ? "does not count" : `${shown} %`}
      </output>
      <button
        type="button"
        class="quiet icon-only lock"
        aria-pressed={locked}
        hidden={idle}
        onClick={toggle}
        title={locked ? "Unlock" : "Keep this weight while others move"}
      >
        <Icon name={locked ? "lock" : "unlock"} />
        <span class="visually-hidden">Lock {SIGNAL_NAMES[signal]}</span>
      </button>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={1}
        value={value * 100}
        disabled={idle || locked || stuck}
        aria-valuetext={idle ? "does not count in this book" : `${shown} per cent`}
        style={{ "--part": `${value * 100}%` }}
        onInput={(event) => onMove(event.currentTarget.valueAsNumber / 100)}
      />
    </div>
  );
}
