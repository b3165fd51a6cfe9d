/** One way to spoil a sample: what was done where, and the outcome. */
export type Spoiled = [description: string, value: unknown];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own, enumerable key, also for `__proto__`: what `JSON.parse` makes of hostile text. */
function withKey(object: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> {
  const copy = { ...object };
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

const typeOf = (value: unknown) => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);

function otherTypes(value: unknown): unknown[] {
  const candidates = [undefined, null, true, 'odd', 7, { odd: 1 }, ['odd']];
  const others = candidates.filter((candidate) => typeOf(candidate) !== typeOf(value));
  return typeof value === 'number' ? [...others, -1, 1.5, Number.NaN] : others;
}

/**
 * Everything that can be wrong with a sample of a strict schema in one place: at each object a key too many
 * (ordinary, `__proto__`, `constructor`) or too few, at each value another type, and at each number one that counts nothing.
 */
export function spoil(sample: unknown, path = '$'): Spoiled[] {
  const spoiled: Spoiled[] = otherTypes(sample).map((value) => [
    `${path} is ${typeof value === 'number' ? value : JSON.stringify(value)}`,
    value,
  ]);
  if (Array.isArray(sample)) {
    sample.forEach((item, index) => {
      for (const [what, value] of spoil(item, `${path}[${index}]`)) {
        spoiled.push([what, sample.with(index, value)]);
      }
    });
  }
  if (!isRecord(sample)) return spoiled;
  for (const key of ['extra', '__proto__', 'constructor']) {
    spoiled.push([`${path} has ${key}`, withKey(sample, key, {})]);
  }
  for (const [key, item] of Object.entries(sample)) {
    const { [key]: _, ...rest } = sample;
    spoiled.push([`${path} lacks ${key}`, rest]);
    for (const [what, value] of spoil(item, `${path}.${key}`)) {
      spoiled.push([what, withKey(sample, key, value)]);
    }
  }
  return spoiled;
}
