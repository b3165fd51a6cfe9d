import type { UplinkVerdict } from './judge-uplink';
import { lowestLevelWithAllCameras, lowestSendingLevel } from './sending-levels';

/** So many bad samples in a row lower the level. */
const badNeeded = 2;
/** So many good ones raise it, unless a raise has failed lately; if none has, a single one of a wide line does. */
const goodNeededAtFirst = 3;
/** The longest wait between two tries. */
const goodNeededAtMost = 24;
/** A raise that meets bad samples before so many have passed has failed. */
const trialSamples = 5;

/** Where sending stands. Counts are of samples in a row; a steady one ends only a bad row. */
export interface GovernorState {
  /** 0 sends everything; see `budgetAtLevel`. */
  readonly level: number;
  readonly badCount: number;
  readonly goodCount: number;
  /** Good samples that the next raise waits for: doubled by each raise that fails, halved by each that holds. */
  readonly goodNeeded: number;
  /** Samples since the last raise while that is on trial; `null` otherwise. */
  readonly trialAge: number | null;
}

export const governorStart: GovernorState = {
  level: 0,
  badCount: 0,
  goodCount: 0,
  goodNeeded: goodNeededAtFirst,
  trialAge: null,
};

/**
 * The state after one more sample of the uplink. Down within two bad samples; up one level at a time, later and later
 * as long as raises fail. A busy processor, or pictures too large for the line, only make pictures smaller; cameras go
 * off when sound is in danger.
 */
export function governUplink(state: GovernorState, verdict: UplinkVerdict): GovernorState {
  const aged = afterTrial(state);
  switch (verdict) {
    case 'steady':
      return { ...aged, badCount: 0 };
    case 'good':
    case 'wide': {
      const isCertain = verdict === 'wide' && aged.goodNeeded === goodNeededAtFirst;
      return onGood({ ...aged, badCount: 0, goodCount: aged.goodCount + 1 }, isCertain ? 1 : aged.goodNeeded);
    }
    case 'narrow':
    case 'busy':
      return onBad({ ...aged, goodCount: 0, badCount: aged.badCount + 1 }, lowestLevelWithAllCameras);
    case 'starved':
      return onBad({ ...aged, goodCount: 0, badCount: aged.badCount + 1 }, lowestSendingLevel);
  }
}

function afterTrial(state: GovernorState): GovernorState {
  if (state.trialAge === null) return state;
  if (state.trialAge < trialSamples) return { ...state, trialAge: state.trialAge + 1 };
  const goodNeeded = Math.max(goodNeededAtFirst, Math.ceil(state.goodNeeded / 2));
  return { ...state, trialAge: null, goodNeeded };
}

function onGood(state: GovernorState, needed: number): GovernorState {
  if (state.level === 0 || state.goodCount < needed) return state;
  return { ...state, level: state.level - 1, goodCount: 0, trialAge: 0 };
}

function onBad(state: GovernorState, lowest: number): GovernorState {
  if (state.badCount < badNeeded || state.level >= lowest) return state;
  const goodNeeded =
    state.trialAge === null ? state.goodNeeded : Math.min(goodNeededAtMost, state.goodNeeded * 2);
  return { level: state.level + 1, badCount: 0, goodCount: 0, goodNeeded, trialAge: null };
}
