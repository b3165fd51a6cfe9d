import { build } from 'esbuild';

/** Imports a TypeScript module of ours, with all that it needs. */
export async function loadTypescript(entryPoint) {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
