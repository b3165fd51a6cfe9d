import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzzRound } from './testing/fuzz/fuzz-round';
import { type NodeProcess, NodeProcesses } from './testing/node-process';

const seed = 20_261_121;
const unlimited = '1000000';
let processes: NodeProcesses;
let node: NodeProcess;
beforeAll(async () => {
  processes = await NodeProcesses.prepare();
  node = await processes.start({
    LOG_LEVEL: 'info',
    LIMIT_CONNECTIONS: unlimited,
    LIMIT_CONNECTIONS_PER_MINUTE: unlimited,
    LIMIT_MESSAGES_PER_S: unlimited,
    LIMIT_ADDRESS_MESSAGES_PER_S: unlimited,
  });
});
afterAll(() => processes.stop());

describe('HTTP, WebSocket and long-polling requests with anything wrong in them', () => {
  it('are survived: no 5xx, nothing in the log, others are served, and memory is given back', async () => {
    const target = { ...node, origin: `http://127.0.0.1:${node.port}` };
    await fuzzRound(target, seed, 10);
    const floorBytes = await node.heldBytes();
    const sentBytes = await fuzzRound(target, seed + 1, 150);
    const held = async () => ((await node.heldBytes()) - floorBytes) / sentBytes;
    // Until sessions that nobody ended have timed out.
    await expect.poll(held).toBeLessThan(0.1);
  });
});
