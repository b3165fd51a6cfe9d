import { answerDirect, connectDirect, handedOver, startDirect } from './fixtures/direct';
import { cardOf, createSampleFiles, expectSaved, sendFile } from './fixtures/file-sharing';
import { answerDirectByKey, pasteByKey, reach, reachTool, startDirectByKey } from './fixtures/keys';
import type { Person } from './fixtures/person';
import { offers, record, save, untilRecorded } from './fixtures/recordings';
import { expect, test } from './fixtures/test';
import { watchForTrouble } from './fixtures/trouble';
import { words } from './fixtures/words';

const files = createSampleFiles();
test.afterAll(() => files.remove());

/** Whether the origin's private file system has a folder. */
function hasFolder({ page }: Person, name: string): Promise<boolean> {
  return page.evaluate(async (folder) => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(folder).then(
      () => true,
      () => false,
    );
  }, name);
}

async function seeAndHear(one: Person, other: Person): Promise<void> {
  await one.isInCallWith(other);
  await other.isInCallWith(one);
  await one.sees(other);
  await other.sees(one);
  await one.hears(other);
  await other.hears(one);
}

test('two people call each other after the server is gone, by codes that the keyboard alone hands over (D1)', async ({
  startServer,
  invite,
}) => {
  const server = await startServer({});
  const directUrl = `${server.url}/direct`;
  const invitation = { permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'] };
  const [ada, bo] = [await invite('ada', invitation), await invite('bo', invitation)];
  const trouble = await watchForTrouble(ada, [server.url]);
  const code = await startDirectByKey(ada, directUrl);
  const answer = await answerDirectByKey(bo, directUrl, `Hi Bo, this is it:\n\n${code}\n\nAda`);
  await server.stop();
  await pasteByKey(ada, 'Their answer', `> ${answer.slice(0, 50)}\n> ${answer.slice(50)}`);
  await reach(ada, 'Tab', ada.button('Connect'));
  await ada.page.keyboard.press('Enter');
  for (const { page } of [ada, bo]) {
    await expect(page.getByRole('heading', { name: 'Call', exact: true })).toBeFocused();
  }
  await seeAndHear(ada, bo);

  // No server, no link: nothing that would need either.
  for (const { toolbar, page } of [ada, bo]) {
    await expect(toolbar.getByRole('button', { name: 'Invite' })).toHaveCount(0);
    await expect(page.getByText(words.reconnecting)).toHaveCount(0);
  }
  await bo.press('Chat');
  await bo.page.getByRole('textbox', { name: 'Message' }).fill('Nobody in between');
  await bo.page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await ada.press('Chat');
  await expect(ada.page.getByRole('log', { name: 'Messages' })).toContainText('Nobody in between');
  // Kept on disk, whose worker came with the page.
  const file = files.make('report.pdf', 300_017);
  await sendFile(ada, file);
  await cardOf(bo, file).getByRole('button', { name: 'Download' }).click();
  await expectSaved(bo, file);
  expect(await hasFolder(bo, 'parley-files')).toBe(true);
  for (const person of [ada, bo]) await person.press('Chat');

  await record(ada);
  await untilRecorded(ada, 2);
  await ada.button('Stop recording').click();
  await expect(offers(ada)).toContainText('was saved on this device');
  await save(ada);
  await offers(ada).getByRole('button', { name: 'Later' }).click();

  await bo.press('Turn off camera');
  await ada.seesNoPictureOf(bo);
  await bo.press('Turn on camera');
  await ada.sees(bo);
  await ada.press('Share screen');
  await expect(bo.page.getByRole('figure')).toBeVisible();

  // Whoever leaves can come back, as long as both pages are open.
  await reachTool(ada, 'Leave call');
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByRole('heading', { name: 'You left the call' })).toBeFocused();
  await bo.isInCallWith();
  await reach(ada, 'Tab', ada.button('Rejoin'));
  await ada.page.keyboard.press('Enter');
  await seeAndHear(ada, bo);
  await bo.leave();
  await ada.isInCallWith();
  await bo.button('Rejoin').click();
  await seeAndHear(ada, bo);
  expect(trouble.filter((line) => !/Failed to load|ERR_CONNECTION/.test(line))).toEqual([]);
});

test('a link with the code leads straight to the answer; whoever closes the page is gone, and the other is told how to go on (D7)', async ({
  server,
  invite,
}) => {
  const [ada, bo] = [await invite('ada'), await invite('bo')];
  const link = await startDirect(ada, `${server.url}/direct`);
  await bo.page.goto(link);
  await bo.page.getByRole('textbox', { name: 'Your name' }).fill(bo.name);
  await connectDirect(ada, await handedOver(bo, 'Answer for the other person'));
  await seeAndHear(ada, bo);
  await bo.page.close();
  await ada.isInCallWith();
  await ada.button('Make a new code').click();
  await expect(ada.button('Start a direct call')).toBeVisible();
});

test('a wrong code says what is wrong with it, and what to do', async ({ server, invite }) => {
  const directUrl = `${server.url}/direct`;
  const [ada, bo] = [await invite('ada'), await invite('bo')];
  const code = await startDirect(ada, directUrl);
  const answer = await answerDirect(bo, directUrl, code);
  const cleo = await invite('cleo');
  const otherCode = await startDirect(cleo, directUrl);
  const otherAnswer = await answerDirect(await bo.openTab(), directUrl, otherCode);

  const field = ada.page.getByRole('textbox', { name: 'Their answer' });
  for (const [text, problem] of [
    ['', /Paste the answer you were sent/],
    ['Hello Ada, how are you?', /There is no code in this/],
    [answer.slice(0, -9), /The code is not complete/],
    [code, /This is your own code/],
    [otherCode, /This code begins another call/],
    [otherAnswer, /This answers another code/],
  ] as const) {
    await field.fill(text);
    await ada.button('Connect').click();
    await expect(field).toHaveAccessibleDescription(problem);
    await expect(field).toBeFocused();
  }
  await connectDirect(ada, answer);
  await ada.sees(bo);

  const tab = await cleo.openTab();
  await tab.page.goto(`${directUrl}#${answer}`);
  const entry = tab.page.getByRole('textbox', { name: 'Code you were sent' });
  await expect(entry).toHaveAccessibleDescription(/This code is an answer/);
});
