import type { Envelope } from './envelope';

/** Samples that fit their schemas, for tests. */
export const participantId = 'abcd-efgh-2345-67zz';

export const envelope: Envelope = {
  v: 1,
  kind: 'description',
  epoch: 'AAAAAAAAAAA',
  seq: 1,
  iv: 'AAAAAAAAAAAAAAAA',
  box: 'A'.repeat(22),
};
