import { expect, test } from 'vitest';
import { heedSubscriptions } from './heed-subscriptions';

test('a subscription that fails is told of, and is nobody else’s to handle', async () => {
  const told: unknown[] = [];
  const gone = new Error('the client is gone');
  const client = { duplicate: () => ({ subscribe: () => Promise.reject(gone) }) };
  heedSubscriptions(client, (error) => told.push(error));
  await client.duplicate().subscribe();
  expect(told).toEqual([gone]);
});
