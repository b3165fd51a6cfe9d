import { pathToFileURL } from 'node:url';
import { finishPages } from './finish-pages.mjs';
import { readHost } from './read-host.mjs';

/*
 * Stands before the adapter (next/docs: adapters) by which a host takes its files out of a build while Next is still
 * at it: it is to find the pages finished. The host's own is PARLEY_HOST_ADAPTER.
 */
const { default: inner } = await import(pathToFileURL(process.env.PARLEY_HOST_ADAPTER).href);

function toRoute({ source, regex, missing, headers }) {
  return {
    source,
    sourceRegex: regex,
    headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
    ...(missing && { missing }),
  };
}

export default {
  name: inner.name,
  modifyConfig: (config, context) => inner.modifyConfig?.(config, context) ?? config,
  async onBuildComplete(context) {
    const rules = await finishPages(context.distDir, await readHost(process.env));
    context.routing.beforeMiddleware.push(...rules.map(toRoute));
    await inner.onBuildComplete?.(context);
  },
};
