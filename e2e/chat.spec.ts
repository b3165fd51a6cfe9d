import type { Locator } from '@playwright/test';
import { installNoNewPaths } from './fixtures/no-new-paths';
import type { Person } from './fixtures/person';
import { expect, test } from './fixtures/test';

const logOf = ({ page }: Person): Locator => page.getByRole('log', { name: 'Messages' });
const fieldOf = ({ page }: Person): Locator => page.getByRole('textbox', { name: 'Message' });

async function openChat(...people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await person.press('Chat');
    await expect(logOf(person)).toBeVisible();
  }
}

async function write(person: Person, text: string): Promise<void> {
  await fieldOf(person).fill(text);
  await fieldOf(person).press('Enter');
  await expect(fieldOf(person)).toHaveValue('');
}

/** The messages as they stand there, in order, whoever wrote them. */
async function reads(person: Person, ...texts: readonly string[]): Promise<void> {
  await expect(logOf(person).locator('li > p[dir]')).toHaveText([...texts]);
}

test('a message waits for somebody to join, a newcomer reads what was written before, and the chat goes on without the server', async ({
  startServer,
  invite,
}) => {
  const server = await startServer({});
  const ada = await invite('ada');
  const link = await ada.startCall(server.url);
  await ada.join();
  await openChat(ada);
  await write(ada, 'Anybody here?');
  await expect(logOf(ada).getByText('Waits for somebody to join')).toBeVisible();
  const bo = await invite('bo');
  await bo.joinAt(link);
  await expect(bo.page.getByText('1 unread message')).toBeAttached();
  await expect(bo.page.locator('[data-sonner-toast]', { hasText: 'Anybody here?' })).toBeVisible();
  await openChat(bo);
  await reads(bo, 'Anybody here?');
  await expect(bo.page.getByText('1 unread message')).toHaveCount(0);
  await expect(logOf(ada).getByText('Sent', { exact: true })).toBeVisible();

  await server.stop();
  await write(ada, 'The server is gone');
  await reads(bo, 'Anybody here?', 'The server is gone');
  await write(bo, 'We are not');
  await reads(ada, 'Anybody here?', 'The server is gone', 'We are not');
});

test('a reload keeps what was written and what is being written, though nobody else is there', async ({
  server,
  invite,
}) => {
  const ada = await invite('ada');
  await ada.startCall(server.url);
  await ada.join();
  await openChat(ada);
  await write(ada, 'Note to self');
  await reads(ada, 'Note to self');
  await fieldOf(ada).fill('Half a');
  await ada.page.reload();
  await ada.join();
  await openChat(ada);
  await reads(ada, 'Note to self');
  await expect(fieldOf(ada)).toHaveValue('Half a');
  await expect(logOf(ada).getByText('You', { exact: true })).toBeVisible();
});

test('a message reaches somebody who is linked only through a third', async ({ server, invite }) => {
  const ada = await invite('ada');
  await ada.context.addInitScript(installNoNewPaths);
  const bo = await invite('bo');
  const cleo = await invite('cleo');
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.sees(bo);
  await ada.page.evaluate(() => {
    window.allowsNewPaths = false;
  });
  await cleo.joinAt(link);
  await cleo.sees(bo);
  await openChat(ada, cleo);
  await write(ada, 'Through Bo');
  await reads(cleo, 'Through Bo');
  await write(cleo, 'And back');
  await reads(ada, 'Through Bo', 'And back');
  await expect(logOf(cleo)).toContainText('passed on by others');
  await cleo.seesNoPictureOf(ada);
});

test('three people read the same in the same order, through lost paths, a reload and a rejoin too', async ({
  gather,
}) => {
  const people = await gather('ada', 'bo', 'cleo');
  const [ada, bo, cleo] = people;
  for (const person of people) await person.isInCallWith(...people.filter((other) => other !== person));
  await openChat(...people);
  const losePaths = ({ page }: Person) =>
    page.evaluate(() => {
      for (const connection of window.probe.connections) connection.close();
    });

  await write(ada, 'one');
  for (const person of people) await reads(person, 'one');
  await expect(logOf(ada).getByText('Sent', { exact: true })).toBeVisible();
  await write(bo, 'Two: https://example.org/agenda');
  for (const person of people) await reads(person, 'one', 'Two: https://example.org/agenda');
  await expect(logOf(cleo).getByText('Bo', { exact: true })).toBeVisible();
  await expect(logOf(cleo).getByRole('link')).toHaveAttribute('rel', 'noopener noreferrer');

  await losePaths(bo);
  await write(bo, 'two');
  await write(cleo, 'three');
  await cleo.page.reload();
  await write(ada, 'four');
  await cleo.join();
  await losePaths(ada);
  await write(ada, 'five');
  await bo.leave();
  await bo.button('Rejoin').click();
  await bo.join();
  await openChat(bo, cleo);
  await write(cleo, 'six');
  await write(bo, 'seven');

  const all = ['one', 'Two: https://example.org/agenda', 'two', 'three', 'four', 'five', 'six', 'seven'];
  const textsOf = (person: Person) => logOf(person).locator('li > p[dir]').allTextContents();
  for (const person of people) {
    await expect
      .poll(async () => (await textsOf(person)).sort(), {
        message: `what ${person.name} reads`,
      })
      .toEqual([...all].sort());
  }
  const [texts] = await Promise.all(people.map(textsOf));
  for (const person of people) expect(await textsOf(person)).toEqual(texts);
});

test('with the keyboard alone: open, write, read, close', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  const { keyboard } = ada.page;
  await keyboard.press('c');
  await expect(fieldOf(ada)).toBeFocused();
  await expect(fieldOf(ada)).toHaveValue('');
  await keyboard.type('one');
  await keyboard.press('Shift+Enter');
  await keyboard.type('two, and m does not mute');
  await keyboard.press('Enter');
  await openChat(bo);
  await reads(bo, 'one\ntwo, and m does not mute');
  await expect(ada.button('Turn off microphone')).toBeVisible();
  // Past what can be attached.
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  await expect(logOf(ada)).toBeFocused();
  await keyboard.press('Escape');
  await expect(logOf(ada)).toHaveCount(0);
});
