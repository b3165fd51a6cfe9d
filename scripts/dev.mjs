/* Runs the development server, anew whenever what it is made of changes. */
import { fileURLToPath } from 'node:url';
import { stopWithParent } from './build/stop-with-parent.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

if (process.env.npm_lifecycle_event !== undefined) stopWithParent();
process.argv.splice(2, Number.POSITIVE_INFINITY, 'watch', '--clear-screen=false', 'server/main.ts');
await import('tsx/cli');
