import type { Person } from '../fixtures/person';
import { AppServer } from './lab/app-server';

/** `resident` starts a call and joins it, `newcomer` follows the link; resolves with the link. */
export async function callEachOther(resident: Person, newcomer: Person): Promise<string> {
  const link = await resident.startCall(AppServer.url);
  await resident.join();
  await newcomer.joinAt(link);
  return link;
}

/** Each sees the other's colour, moving. */
export async function seeEachOther(resident: Person, newcomer: Person): Promise<void> {
  await Promise.all([newcomer.sees(resident), resident.sees(newcomer)]);
}
