import { describe, expect, it } from 'vitest';
import { resolve } from './source-graph.mjs';
import { forbiddenImports } from './zones.mjs';

/** What is said of `importer` when it imports `from`, which is looked up as it is for every source. */
function complaints(importer: string, from: string): string[] {
  const target = { from, names: ['*'], path: resolve(from, importer) };
  return forbiddenImports(new Map([[importer, { imports: [target], reexports: [] }]]));
}

describe('the dependency rule', () => {
  it.each([
    ['e2e/fixtures/cast.ts', '../../lib/webrtc/negotiator'],
    ['server/http/built-pages.ts', '../../lib/webrtc/negotiator'],
    ['server/parley.ts', '@/lib/files/files'],
    ['components/ui/button.tsx', '@/components/call/call-provider'],
    ['components/ui/button.tsx', '@/lib/quality/call-quality'],
    ['lib/webrtc/negotiator.ts', '../chat/chat'],
    ['lib/webrtc/negotiator.ts', '@/lib/files/files'],
    ['lib/media/local-devices.ts', '../../components/use-store'],
    ['lib/media/local-devices.ts', 'react-dom/client'],
    ['lib/crypto/sealer.ts', '../../lib/call/call-engine'],
    ['app/layout.tsx', '@/server/parley'],
    ['lib/store/emitter.ts', 'node:fs'],
    ['lib/protocol/index.ts', '../errors/messages'],
    ['components/call/create-call.ts', '@/lib/testing/fake-server'],
    ['lib/call/mesh.test.ts', 'react'],
  ])('does not let %s import %s', (importer, from) => {
    expect(complaints(importer, from)).toEqual([expect.stringContaining(`${importer} imports ${from}: `)]);
  });

  it.each([
    ['components/call/create-call.ts', '@/lib/call/call-engine'],
    ['lib/call/call-engine.ts', '../webrtc/negotiator'],
    ['lib/call/mesh.test.ts', '@/lib/testing/fake-server'],
    ['server/parley.ts', '@/lib/protocol'],
    ['server/parley.ts', 'node:fs/promises'],
    ['lib/files/files.ts', './outgoing-files'],
  ])('lets %s import %s', (importer, from) => {
    expect(complaints(importer, from)).toEqual([]);
  });

  it('says what may be imported instead', () => {
    expect(complaints('lib/webrtc/negotiator.ts', '../call/call-engine')).toEqual([
      'lib/webrtc/negotiator.ts imports ../call/call-engine: ' +
        'lib/webrtc may import lib/protocol, lib/errors, lib/store, but not lib/call',
    ]);
  });

  it('holds of folders that it does not know yet', () => {
    const [line] = complaints('lib/telepathy/mind.ts', '@/lib/protocol');
    expect(line).toMatch(/no row in scripts\/zones\.mjs$/);
  });
});
