/** Why a STUN or TURN server cannot be used. Closed but for `stun-error-<code>`: an answer without words of its own. */
export type StunFailureCode = keyof typeof failureWords | `stun-error-${number}`;

const failureWords = {
  'unknown-host': 'its name cannot be resolved',
  unreachable: 'nothing accepts connections there',
  'no-answer':
    'it does not answer: is it running, and does the firewall let this port and transport through?',
  'bad-certificate': 'its TLS certificate is not valid for this name',
  'invalid-answer': 'what answers there speaks no valid STUN',
  unauthorized: 'it refuses the credentials: are secret, name and password the same on both sides?',
  forbidden: 'it forbids relaying to its own address: two people behind it cannot reach each other',
  'allocation-mismatch': 'it holds an older allocation for the same port',
  'quota-reached': 'the quota of allocations is used up',
  'no-capacity': 'it has no relay port left',
  'not-relayed': 'it allocates, but nothing comes through: are its relay ports open?',
  'no-dtls': 'browsers speak no TURN over DTLS: use ?transport=tcp',
  stopped: 'the server is stopping',
} as const;

/** The codes of RFC 8489 14.8 and RFC 8656 19 that an operator can do something about. */
const answeredCodes: ReadonlyMap<number, StunFailureCode> = new Map([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [437, 'allocation-mismatch'],
  [441, 'unauthorized'],
  [486, 'quota-reached'],
  [508, 'no-capacity'],
]);

/** Ends a test of a STUN or TURN server. Its `code` is all that is told of it. */
export class StunFailure extends Error {
  constructor(readonly code: StunFailureCode) {
    super(code);
  }

  /** The failure that an error answer with this ERROR-CODE stands for. */
  static ofErrorCode(errorCode: number): StunFailure {
    return new StunFailure(answeredCodes.get(errorCode) ?? `stun-error-${errorCode}`);
  }

  /** The failure that an error of a socket or of name resolution stands for. */
  static ofSocketError({ code = '' }: NodeJS.ErrnoException): StunFailure {
    if (/^(ENOTFOUND|EAI_)/.test(code)) return new StunFailure('unknown-host');
    if (/CERT|^ERR_TLS|SELF_SIGNED|UNABLE_TO/.test(code)) return new StunFailure('bad-certificate');
    if (/^(ERR_SSL|EPROTO)/.test(code)) return new StunFailure('invalid-answer');
    if (code === 'ETIMEDOUT') return new StunFailure('no-answer');
    return new StunFailure('unreachable');
  }
}

/** What a failure means, for the operator's log. */
export function wordsOfFailure(code: StunFailureCode): string {
  return code in failureWords
    ? failureWords[code as keyof typeof failureWords]
    : `it answered with error ${code.slice('stun-error-'.length)}`;
}
