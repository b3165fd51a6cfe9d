import type { Person } from '../../fixtures/person';
import type { Lab } from '../lab/lab';
import type { RouterKind } from '../lab/router-kinds';
import type { Visitors } from '../visitors';

/** A promise, and how it was kept. */
export interface Finding {
  what: string;
  /** With its unit. */
  figure: string;
  bar: string;
  isMet: boolean;
  /** Of a time: how many times its bar it took. */
  timesBar?: number;
}

/** Two people in a call that works, for something to happen to. */
export interface Scene {
  lab: Lab;
  visitors: Visitors;
  /** Ada, on side a, and Bo, on side b. */
  people: readonly [Person, Person];
  link: string;
}

/** Something that happens to networks or servers during a call, and what must come of it. */
export interface Fault {
  name: string;
  /** What stands between each of the two and the internet. */
  kinds: readonly [RouterKind, RouterKind];
  /** Whether Ada's camera shows a picture that takes a lot of bits, instead of her colour. */
  isBusy?: boolean;
  /** What the lab needs beforehand, while the browsers are not there yet. */
  prepare?: (lab: Lab) => Promise<void>;
  run: (scene: Scene) => Promise<Finding[]>;
}

/** A finding about a time that must stay below a bar. */
export function under(what: string, valueMs: number, barMs: number): Finding {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return {
    what,
    figure: seconds(valueMs),
    bar: `under ${seconds(barMs)}`,
    isMet: valueMs < barMs,
    timesBar: valueMs / barMs,
  };
}

/** The same finding on a machine that others slow down: a time may be so many times its bar. */
export function withPatience(finding: Finding, patience: number): Finding {
  const { timesBar } = finding;
  if (timesBar === undefined || patience === 1) return finding;
  return { ...finding, bar: `${finding.bar}, times ${patience} here`, isMet: timesBar < patience };
}

/** A finding about something that is either so or not. */
export function holds(what: string, isMet: boolean, figure: string = isMet ? 'yes' : 'no'): Finding {
  return { what, figure, bar: 'so', isMet };
}
