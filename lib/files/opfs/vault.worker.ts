import type { VaultAnswer, VaultCall, VaultCalls, VaultRequest } from './vault-calls';
import { VaultKeeper } from './vault-keeper';

const keeper = new VaultKeeper();

async function handle({ call, args }: VaultCall): Promise<VaultCalls[keyof VaultCalls]['answer']> {
  switch (call) {
    case 'open':
      return keeper.open(args.roomId, args.self);
    case 'begin':
      return keeper.begin(args.record, args.likeId);
    case 'write':
      keeper.write(args.fileId, args.bytes, args.digest);
      return args.bytes;
    case 'finish':
      await keeper.finish(args.fileId);
      return null;
    case 'update':
      await keeper.update(args.record);
      return null;
    case 'stage':
      await keeper.stage(args.record, args.blob);
      return null;
    case 'read':
      return keeper.read(args.fileId);
    case 'remove':
      await keeper.remove(args.fileId);
      return null;
  }
}

addEventListener('message', ({ data }: MessageEvent<VaultRequest>) => {
  const { id, ...call } = data;
  handle(call as VaultCall).then(
    (answer) => {
      // What a block was in goes back, to be filled anew: a large file leaves no trail of garbage.
      const transfer = answer instanceof Uint8Array ? [answer.buffer] : [];
      postMessage({ id, ok: true, answer } satisfies VaultAnswer, { transfer });
    },
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      postMessage({ id, ok: false, name, message } satisfies VaultAnswer);
    },
  );
});
