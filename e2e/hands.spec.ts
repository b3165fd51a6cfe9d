import type { Person } from './fixtures/person';
import { expect, test } from './fixtures/test';

/** The fake microphones beep all the time, which counts as speaking, and who speaks needs no hand. */
async function raiseHand(person: Person): Promise<void> {
  await person.press('Turn off microphone');
  await person.page.keyboard.press('h');
  await expect(person.tile(`${person.name} (you)`)).toContainText('Hand raised');
}

/** Names by the places that the tiles show; who has no hand up is left out. */
async function handOrder(viewer: Person): Promise<string[]> {
  const hands = await viewer.participants.evaluateAll((tiles) =>
    tiles.flatMap((tile) => {
      const [, place] = /Hand raised, (\d+)/.exec(tile.textContent ?? '') ?? [];
      const name = tile.getAttribute('aria-label') ?? '';
      return place === undefined ? [] : [{ place: Number(place), name: name.replace(' (you)', '') }];
    }),
  );
  return hands.sort((a, b) => a.place - b.place).map(({ name }) => name);
}

async function seesHands(viewer: Person, ...names: string[]): Promise<void> {
  await expect
    .poll(() => handOrder(viewer), { message: `the hands that ${viewer.name} sees` })
    .toEqual(names);
}

const reactionsOn = (viewer: Person, name: string) => viewer.tile(name).locator('[data-reaction]');

/** Resolves with the next reaction in a tile and how it moves. Ask before it is sent: it is there for 3 s only. */
async function nextReaction(viewer: Person, name: string): Promise<string> {
  const found = await viewer.page.waitForFunction((label) => {
    const sign = document.querySelector<HTMLElement>(`li[aria-label="${label}"] [data-reaction]`);
    return sign && `${sign.dataset.reaction}, ${getComputedStyle(sign).animationName}`;
  }, name);
  return (await found.jsonValue()) ?? '';
}

async function react(person: Person, sign: string): Promise<void> {
  await person.press('Reactions');
  await person.button(sign).click();
  await person.page.keyboard.press('Escape');
}

test('hands keep their order on every screen, a newcomer’s too, and without the server', async ({
  startServer,
  invite,
}) => {
  const server = await startServer({});
  const [ada, bo, cleo] = [await invite('ada'), await invite('bo'), await invite('cleo')];
  const link = await ada.startCall(server.url);
  await ada.join();
  await bo.joinAt(link);
  await ada.sees(bo);
  await bo.sees(ada);

  for (const [person, other, ...names] of [
    [bo, ada, 'Bo'],
    [ada, bo, 'Bo', 'Ada'],
  ] as const) {
    const told = other.page.getByText(`${person.name} raised a hand`).waitFor();
    await raiseHand(person);
    await told;
    for (const viewer of [ada, bo]) await seesHands(viewer, ...names);
  }
  await cleo.joinAt(link);
  await seesHands(cleo, 'Bo', 'Ada');
  await cleo.sees(ada);
  await cleo.sees(bo);

  await server.stop();
  await expect(cleo.page.getByText('Reconnecting to the room')).toBeVisible();
  await raiseHand(cleo);
  for (const viewer of [ada, bo, cleo]) await seesHands(viewer, 'Bo', 'Ada', 'Cleo');

  await ada.press('Reactions');
  await ada.button('Lower hand').click();
  for (const viewer of [ada, bo, cleo]) await seesHands(viewer, 'Bo', 'Cleo');
  await cleo.press('People');
  const people = cleo.page.getByRole('list', { name: /^People/ }).getByRole('listitem');
  await expect(people.nth(0)).toContainText('Bo');
  await expect(people.nth(0)).toContainText('Hand raised, 1st');
  await expect(people.nth(1)).toContainText('Cleo (you)');
  await expect(people.nth(2)).not.toContainText('Hand raised');
});

test('a hand goes down when its owner speaks, and can be kept up', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await raiseHand(bo);
  await seesHands(ada, 'Bo');
  await bo.press('Turn on microphone');
  await seesHands(ada);
  await expect(bo.page.getByText('Your hand was lowered because you are speaking')).toBeVisible();
  await bo.button('Undo').click();
  await seesHands(ada, 'Bo');
  // As long again as it took before.
  await ada.hears(bo);
  await ada.hears(bo);
  await seesHands(ada, 'Bo');
});

test('a reaction is seen over its sender by everybody, and goes', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await bo.sees(ada);
  await ada.page.emulateMedia({ reducedMotion: 'reduce' });
  const seen = Promise.all([nextReaction(bo, 'Bo (you)'), nextReaction(ada, 'Bo')]);
  await react(bo, 'Applause');
  expect(await seen).toEqual(['clap, float', 'clap, none']);
  await expect(ada.page.locator('[aria-live=polite]', { hasText: 'Bo reacted with applause' })).toHaveCount(
    1,
  );
  await expect(reactionsOn(ada, 'Bo')).toHaveCount(0);
  await expect(reactionsOn(bo, 'Bo (you)')).toHaveCount(0);
});

test('hand and reactions work by keyboard alone', async ({ gather }) => {
  const [ada, bo] = await gather('ada', 'bo');
  await ada.sees(bo);
  await bo.sees(ada);
  const { keyboard } = ada.page;
  const button = ada.toolbar.getByRole('button', { name: 'Reactions' });
  await ada.toolbar.getByRole('button', { name: 'Turn off microphone' }).focus();
  await keyboard.press('Enter');
  for (const name of ['Turn off camera', 'Share screen', 'Reactions']) {
    await keyboard.press('ArrowRight');
    await expect(ada.toolbar.getByRole('button', { name })).toBeFocused();
  }
  await keyboard.press('Enter');
  await expect(ada.button('Raise hand')).toBeFocused();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowRight');
  await expect(ada.button('Heart')).toBeFocused();
  const seen = nextReaction(bo, 'Ada');
  await keyboard.press('Space');
  expect(await seen).toBe('heart, float');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await expect(button).toBeFocused();
  await seesHands(bo, 'Ada');
  await keyboard.press('Enter');
  await expect(ada.button('Lower hand')).toBeFocused();
  await keyboard.press('Escape');
  await expect(button).toBeFocused();
  await expect(ada.page.getByRole('dialog')).toHaveCount(0);
});
