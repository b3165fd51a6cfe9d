import { goodRating, type QualityLevel, type Rating, rank } from './rate-sample';

/** So many of the last samples have to be worse before the word gets worse; a single one is an accident. */
const worseSamples = { needed: 2, of: 3 } as const;
/** So many in a row have to be better before it gets better. */
const betterSamples = 4;

/** As many ratings as a judgement looks back on. */
export const ratingsKept = Math.max(worseSamples.of, betterSamples);

/**
 * What to tell people about a connection, from what was told so far and the ratings of the last samples, the newest
 * last. It worsens within two samples and gets better after four: the word does not flicker.
 */
export function rateQuality(told: Rating, ratings: readonly Rating[]): Rating {
  const recent = ratings.slice(-worseSamples.of);
  const worse = recent.filter(({ level }) => rank(level) > rank(told.level));
  if (worse.length >= worseSamples.needed) return mildest(worse);
  const run = ratings.slice(-betterSamples);
  const isBetter = run.length === betterSamples && run.every(({ level }) => rank(level) < rank(told.level));
  if (isBetter) return worstOf(run);
  return { ...told, cause: latestCause(recent, told) };
}

/** The mildest of those that agree on worse: what all of them say at least, with the newest one's cause. */
function mildest(ratings: readonly Rating[]): Rating {
  const least = Math.min(...ratings.map(({ level }) => rank(level)));
  return ratings.findLast(({ level }) => rank(level) === least) ?? goodRating;
}

function worstOf(ratings: readonly Rating[]): Rating {
  return ratings.reduce((worst, each) => (rank(each.level) >= rank(worst.level) ? each : worst), goodRating);
}

/** The level stands; why it does may have changed. */
function latestCause(recent: readonly Rating[], told: Rating): Rating['cause'] {
  const sameLevel = ({ level }: { level: QualityLevel }) => level === told.level;
  return recent.findLast(sameLevel)?.cause ?? told.cause;
}
