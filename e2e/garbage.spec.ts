import { placeRelay } from './fixtures/socket-packets';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

const id = 'abcd-efgh-ijkl-mnop';
const envelope = {
  v: 1,
  kind: 'description',
  epoch: 'AAAAAAAAAAA',
  seq: 1,
  iv: 'A'.repeat(16),
  box: 'A'.repeat(40),
};
const garbage = [
  ['participant:joined'],
  ['participant:joined', null],
  ['participant:joined', { participantId: 7, profile: [] }],
  [
    'participant:joined',
    // Computed: a plain `__proto__` would set the literal's prototype and never reach the wire.
    { participantId: id, profile: { ...envelope, kind: 'profile' }, ['__proto__']: { a: 1 } },
  ],
  ['participant:left', { participantId: id, reason: 'left', extra: true }],
  ['participant:updated', { participantId: '../..', profile: 'x'.repeat(100_000) }],
  ['signal:received', { from: id, envelope }],
  ['signal:received', { from: id, envelope: { ...envelope, seq: -1 } }],
  ['signal:received', 'x'.repeat(100_000)],
  ['room:closed', { reason: 'because' }],
  ['server:draining', { at: 'once' }],
  ['__proto__', {}],
  ['constructor', {}],
  ['no:such:event', { deeply: { nested: [[[[[]]]]] } }],
];

test('whatever a server says, the page lives and the call goes on', async ({ server, invite }) => {
  const ada = await invite('ada');
  const bo = await invite('bo');
  const relay = await placeRelay(ada.page);
  const errors: Error[] = [];
  ada.page.on('pageerror', (error) => errors.push(error));
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.sees(bo);

  for (const packet of garbage) relay.injectInbound(`42${JSON.stringify(packet)}`);
  for (const answer of ['43999[{"ok":true}]', '430["again"]', '4312[null]']) relay.injectInbound(answer);

  await ada.isInCallWith(bo);
  await ada.sees(bo);
  await bo.sees(ada);
  await bo.press('Turn off camera');
  await ada.seesNoPictureOf(bo);
  expect(errors).toEqual([]);
});

test('frames that are not even packets cost the connection at most, and it is regained', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const bo = await invite('bo');
  const relay = await placeRelay(ada.page);
  const errors: Error[] = [];
  ada.page.on('pageerror', (error) => errors.push(error));
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.sees(bo);

  for (const frame of ['42[', '42{"a":1}', '4999', 'zzz', '451-["x",{"_placeholder":true,"num":5}]', '\0']) {
    relay.injectInbound(frame);
  }

  await ada.sees(bo);
  await expect(ada.page.getByText(words.reconnecting)).toHaveCount(0);
  await bo.press('Turn off microphone');
  await expect(ada.tile('Bo')).toContainText('Microphone off');
  await ada.isInCallWith(bo);
  await bo.isInCallWith(ada);
  expect(errors).toEqual([]);
});
