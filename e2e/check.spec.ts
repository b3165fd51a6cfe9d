import type { Locator } from '@playwright/test';
import type { Person } from './fixtures/person';
import { expect, test } from './fixtures/test';
import { startTurnServer, turnServerPath } from './fixtures/turn-server';

/** The mark of a check: "Fine", "Problem". */
function markOf({ page }: Person, name: string): Locator {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) })
    .getByRole('img');
}

async function verdictIs({ page }: Person, words: string): Promise<void> {
  const result = page.getByRole('region', { name: 'Result' }).getByRole('status');
  await expect(result).toHaveText(words);
}

test('without any STUN or TURN server the check says what that means', async ({ invite, server }) => {
  const ada = await invite('ada');
  await ada.page.goto(`${server.url}/check`);
  await verdictIs(ada, 'Calls will work on the same network.');
  await expect(ada.page.getByRole('region', { name: 'Result' })).toContainText('hardly any call');
  await expect(
    ada.page.getByRole('listitem').filter({ has: ada.page.getByRole('heading', { name: 'Relay (TURN)' }) }),
  ).toContainText('hardly any call between two networks connects');
  await expect(ada.page.getByText('one call in six')).toHaveCount(0);
  await expect(markOf(ada, 'Secure page')).toHaveAccessibleName('Fine');
  await expect(markOf(ada, 'Call server')).toHaveAccessibleName('Fine');
  await expect(markOf(ada, 'UDP (STUN)')).toHaveAccessibleName('Skipped');
  await expect(markOf(ada, 'Relay (TURN)')).toHaveAccessibleName('Worth knowing');
});

test('camera, microphone and speaker are tried when asked for', async ({ invite, server }) => {
  const ada = await invite('ada');
  await ada.page.goto(`${server.url}/check`);
  await ada.button('Test camera').click();
  await expect(markOf(ada, 'Camera')).toHaveAccessibleName('Fine');
  await ada.button('Test microphone').click();
  await expect(markOf(ada, 'Microphone')).toHaveAccessibleName('Fine');
  await ada.button('Test speaker').click();
  await ada.button('Yes, I heard it').click();
  await expect(markOf(ada, 'Speaker')).toHaveAccessibleName('Fine');
});

test('a camera that is blocked is a problem with a way out', async ({ invite, server }) => {
  const ada = await invite('ada', {
    isWhole: true,
    deviceFlags: ['--use-fake-device-for-media-stream'],
    permissions: [],
  });
  await ada.page.goto(`${server.url}/check`);
  await expect(markOf(ada, 'Camera')).toHaveAccessibleName('Problem');
  await expect(ada.page.getByText('allow the camera').first()).toBeVisible();
});

test('a server that cannot be reached is named as the reason', async ({ invite, server }) => {
  const ada = await invite('ada');
  await ada.page.routeWebSocket(/socket\.io/, (socket) => socket.close());
  await ada.page.route('**/socket.io/**', (route) => route.abort());
  await ada.page.goto(`${server.url}/check`);
  await verdictIs(ada, 'Calls will not work from here: the call’s server can’t be reached.');
});

test('where a proxy lets no WebSocket through, the check says so', async ({ invite, server }) => {
  const ada = await invite('ada');
  await ada.page.routeWebSocket(/socket\.io/, (socket) => socket.close());
  await ada.page.goto(`${server.url}/check`);
  await expect(markOf(ada, 'Call server')).toHaveAccessibleName('Worth knowing');
  await expect(ada.page.getByText('blocks WebSockets').first()).toBeVisible();
});

test('two people check together: without a relay, both see that the direct way works', async ({
  invite,
  server,
}) => {
  const [ada, bo] = [await invite('ada'), await invite('bo')];
  await ada.page.goto(`${server.url}/check`);
  await ada.button('Check together').click();
  await ada.page.waitForURL(/\/check\/[a-z2-7-]{19}#[\w-]{22}$/);
  await expect(markOf(ada, 'Directly')).toHaveAccessibleName('Not checked yet');

  const requested: string[] = [];
  bo.page.on('request', (request) => requested.push(request.url()));
  await bo.page.goto(await ada.page.getByRole('textbox', { name: 'Link to this check' }).inputValue());
  for (const person of [ada, bo]) {
    await verdictIs(person, 'The two of you can call each other.');
    await expect(markOf(person, 'Directly')).toHaveAccessibleName('Fine');
  }
  const secret = new URL(ada.page.url()).hash.slice(1);
  expect(requested.filter((url) => url.includes(secret))).toEqual([]);

  await bo.page.reload();
  await verdictIs(bo, 'The two of you can call each other.');
});

test('a call that can’t connect says in the tile which leg fails', async ({ invite, startServer }) => {
  const server = await startServer({
    TURN_URLS: 'turn:127.0.0.1:9?transport=tcp',
    TURN_SECRET: 'nobody-there',
    ICE_TRANSPORT_POLICY: 'relay',
  });
  const [ada, bo] = [await invite('ada'), await invite('bo')];
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await expect(ada.tile('Bo')).toContainText('Can’t connect: Relay out of reach');
  await expect(bo.tile('Ada')).toContainText('The relay can’t be reached from your network.');
});

test('a link to a check that is cut off is told as such', async ({ invite, server }) => {
  const ada = await invite('ada');
  await ada.page.goto(`${server.url}/check/abcd-efgh-ijkl-mnop`);
  await expect(ada.page.getByRole('heading', { name: 'The link is cut off' })).toBeVisible();
});

test.describe('with a relay', () => {
  const path = turnServerPath();
  test.skip(path === null, 'turnserver (coturn) is not on PATH: the relay is not checked');

  const relays = {
    turn: null as Awaited<ReturnType<typeof startTurnServer>> | null,
    get running() {
      if (!this.turn) throw new Error('no turn server');
      return this.turn;
    },
  };
  test.beforeAll(async () => {
    if (path !== null) relays.turn = await startTurnServer(path);
  });
  test.afterAll(() => relays.turn?.stop());

  /** UDP and TCP work; nobody listens where TLS should be. */
  const env = (secret = relays.running.secret) => {
    const { port } = relays.running;
    const urls = [`turn:127.0.0.1:${port}`, `turn:127.0.0.1:${port}?transport=tcp`, 'turns:127.0.0.1:9'];
    return { TURN_URLS: urls.join(), TURN_SECRET: secret };
  };

  test('each way to it is checked on its own, and a call goes through it', async ({
    invite,
    startServer,
  }) => {
    const server = await startServer(env());
    const ada = await invite('ada');
    await ada.page.goto(`${server.url}/check`);
    await verdictIs(ada, 'Calls will work from here.');
    await expect(markOf(ada, 'UDP (STUN)')).toHaveAccessibleName('Fine');
    await expect(markOf(ada, 'Relay over UDP')).toHaveAccessibleName('Fine');
    await expect(markOf(ada, 'Relay over TCP')).toHaveAccessibleName('Fine');
    await expect(markOf(ada, 'Relay over TLS')).toHaveAccessibleName('Problem');
    await expect(markOf(ada, 'Call through the relay')).toHaveAccessibleName('Fine');
    await expect(ada.page.getByText(/bit\/s, \d+ ms$/)).toBeVisible();

    await ada.page.getByText('What the report says').click();
    const report = await ada.page.locator('pre').innerText();
    expect(report).toContain('[FAILED] Relay over TLS');
    expect(report).not.toMatch(/\b127\.0\.0\.1\b|only-for-tests/);
  });

  test('two people see which way works between them, and which does not', async ({ invite, startServer }) => {
    const server = await startServer(env());
    const [ada, bo] = [await invite('ada'), await invite('bo')];
    await ada.page.goto(`${server.url}/check`);
    await ada.button('Check together').click();
    await ada.page.waitForURL(/#[\w-]{22}$/);
    await bo.page.goto(ada.page.url());
    for (const person of [ada, bo]) {
      await verdictIs(person, 'The two of you can call each other.');
      await expect(markOf(person, 'Directly')).toHaveAccessibleName('Fine');
      await expect(markOf(person, 'Relay over UDP')).toHaveAccessibleName('Fine');
      await expect(markOf(person, 'Relay over TCP')).toHaveAccessibleName('Fine');
      await expect(markOf(person, 'Relay over TLS')).toHaveAccessibleName('Problem');
    }
  });

  test('a relay with another secret turns us away, and the check says who can help', async ({
    invite,
    startServer,
  }) => {
    const server = await startServer(env('another-secret'));
    const ada = await invite('ada');
    await ada.page.goto(`${server.url}/check`);
    await verdictIs(ada, 'Most calls will work from here.');
    await expect(markOf(ada, 'Relay over UDP')).toHaveAccessibleName('Problem');
    await expect(ada.page.getByText('turns us away').first()).toBeVisible();
  });
});
