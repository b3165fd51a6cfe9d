import type { Browser, Page } from '@playwright/test';

/** Something people can call with. The floor and Parley are measured by the same hands. */
export interface Site {
  name: 'floor' | 'parley';
  port: number;
  /** The address of a room that nobody is in. */
  newRoom: (browser: Browser, port: number) => Promise<string>;
  /** Resolves when a person could click the join button: the lobby is usable. */
  fillLobby: (page: Page, displayName: string) => Promise<void>;
}

/** The hand-written page that sets the floor. */
export function floorSite(port: number): Site {
  let rooms = 0;
  return {
    name: 'floor',
    port,
    newRoom: async (_browser, toPort) => {
      rooms += 1;
      return `http://localhost:${toPort}/room-${rooms}`;
    },
    fillLobby: (page) => untilJoinable(page),
  };
}

export function parleySite(port: number): Site {
  return {
    name: 'parley',
    port,
    newRoom: async (browser, toPort) => {
      const page = await browser.newPage();
      await page.goto(`http://localhost:${port}/`);
      await page.getByRole('button', { name: 'Start a call' }).click();
      await page.waitForURL(/\/r\/[a-z2-7-]+#.+/);
      const room = page.url().replace(`:${port}/`, `:${toPort}/`);
      await page.close();
      return room;
    },
    fillLobby: async (page, displayName) => {
      await page.getByRole('textbox', { name: 'Your name' }).fill(displayName);
      await untilJoinable(page);
    },
  };
}

/** The button is there, would work, and nothing beside it says that we are still connecting. */
async function untilJoinable(page: Page): Promise<void> {
  await page.waitForFunction(() => window.joinMarks.usableMs > 0);
}
