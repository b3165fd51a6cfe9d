const methods = [
  'digest',
  'importKey',
  'exportKey',
  'generateKey',
  'deriveKey',
  'deriveBits',
  'encrypt',
  'decrypt',
  'sign',
  'verify',
] as const;

export interface OrderlyCrypto {
  /** Whether every call has been answered. */
  readonly isIdle: boolean;
  restore(): void;
}

/**
 * Makes WebCrypto answer its calls one after another, in their order: threads no longer decide what happens first,
 * so a seed repeats a run.
 */
export function installOrderlyCrypto(): OrderlyCrypto {
  const { subtle } = crypto;
  let tail: Promise<unknown> = Promise.resolve();
  let pendingCount = 0;

  function ordered(method: (...args: unknown[]) => Promise<unknown>) {
    return (...args: unknown[]) => {
      pendingCount += 1;
      const answer = tail.then(() => method.apply(subtle, args));
      tail = answer
        .catch(() => undefined)
        .then(() => {
          pendingCount -= 1;
        });
      return answer;
    };
  }

  for (const name of methods) {
    const value = ordered(subtle[name] as (...args: unknown[]) => Promise<unknown>);
    Object.defineProperty(subtle, name, { configurable: true, value });
  }
  return {
    get isIdle() {
      return pendingCount === 0;
    },
    restore() {
      for (const name of methods) Reflect.deleteProperty(subtle, name);
    },
  };
}
