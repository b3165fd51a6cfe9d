import { dressPages } from './dress-pages.mjs';
import { paintPagesFirst } from './paint-first.mjs';

/** All that is done to the pages once Next has built them. Returns their headers where a `host` is to send them. */
export async function finishPages(nextDirectory, host) {
  paintPagesFirst(nextDirectory);
  return host === null ? [] : dressPages(nextDirectory, host);
}
