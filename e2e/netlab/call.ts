import type { Person } from '../fixtures/person';
import { AppServer } from './lab/app-server';

/** `resident` starts a call and joins it, `newcomer` follows the link, and each sees the other move. */
export async function callEachOther(resident: Person, newcomer: Person): Promise<string> {
  const link = await resident.startCall(AppServer.url);
  await resident.join();
  await newcomer.joinAt(link);
  await Promise.all([newcomer.sees(resident), resident.sees(newcomer)]);
  return link;
}
