import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

const roomPath = '/r/abcd-efgh-ijkl-mnop';
const badLinks = [
  { what: 'a link without its secret', path: roomPath, title: words.linkIsCutOff, code: 'link-cut-off' },
  {
    what: 'a link whose secret is cut short',
    path: `${roomPath}#AAAAAAAAAAAA`,
    title: words.linkIsCutOff,
    code: 'link-cut-off',
  },
  {
    what: 'a link with the secret of another room',
    path: `${roomPath}#AAAAAAAAAAAAAAAAAAAAAA`,
    title: words.linkIsMistyped,
    code: 'link-mistyped',
  },
  {
    what: 'a link with garbage for a secret',
    path: `${roomPath}#%00%F0%9F%92%A9<script>alert(1)</script>`,
    title: words.linkIsMistyped,
    code: 'link-mistyped',
  },
  {
    what: 'a link with garbage for a room',
    path: '/r/..%2f..%2fetc#AAAAAAAAAAAAAAAAAAAAAA',
    title: words.linkIsMistyped,
    code: 'link-mistyped',
  },
];

for (const { what, path, title, code } of badLinks) {
  test(`${what} says what is wrong and connects to nothing`, async ({ server, invite }) => {
    const ada = await invite('ada');
    const errors: Error[] = [];
    ada.page.on('pageerror', (error) => errors.push(error));
    await ada.page.goto(`${server.url}${path}`);
    await expect(ada.page.getByRole('heading', { name: title })).toBeVisible();
    await expect(ada.page.getByText(code)).toBeVisible();
    expect(await ada.page.evaluate(() => window.probe.sockets.length)).toBe(0);
    expect(await ada.page.evaluate(() => window.probe.cameraTracks.length)).toBe(0);
    expect(errors).toEqual([]);
  });
}

test('the front page takes a whole link, and says what is wrong with a bad one', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  const link = await ada.startCall(server.url);
  await ada.page.goto(server.url);
  const field = ada.page.getByRole('textbox', { name: 'Call link' });
  for (const [text, words] of [
    ['', 'Paste the link'],
    ['hello', 'link to a call'],
    [link.split('#')[0] ?? '', 'is cut off|end is missing'],
    [`${link.slice(0, -4)}AAAA`, 'mistake|isn’t right'],
    [link.replace('localhost', 'example.org'), 'link to a call'],
  ] as const) {
    await field.fill(text);
    await ada.button('Join').click();
    await expect(field).toHaveAccessibleDescription(new RegExp(words, 'i'));
  }
  await field.fill(`  <${link}> `);
  await ada.button('Join').click();
  await expect(ada.button('Join call')).toBeVisible();
  expect(ada.page.url()).toBe(link);
});

for (const path of ['/no/such/page', '/r/%ZZ', '/check/%E0%A4%A']) {
  test(`${path}, an address that leads nowhere, says so and leads home`, async ({ server, invite }) => {
    const ada = await invite('ada');
    const response = await ada.page.goto(server.url + path);
    expect(response?.status()).toBe(404);
    await ada.page.getByRole('link', { name: 'Back to home' }).click();
    await expect(ada.button('Start a call')).toBeVisible();
  });
}
