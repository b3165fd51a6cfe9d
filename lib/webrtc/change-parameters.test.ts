import { describe, expect, it } from 'vitest';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { changeParameters } from './change-parameters';

const createSender = () =>
  new FakePeerConnection(new FakeNetwork({ clock: createFakeClock() })).addTransceiver('video').sender;

const changed = new DOMException('modified', 'InvalidModificationError');

describe('changing the parameters of a sender', () => {
  it('is done once more when the browser has changed them meanwhile', async () => {
    const sender = createSender();
    const setParameters = sender.setParameters.bind(sender);
    let refusals = 0;
    sender.setParameters = (parameters) =>
      refusals++ === 0 ? Promise.reject(changed) : setParameters(parameters);
    await changeParameters(sender as unknown as RTCRtpSender, ({ encodings }) => {
      for (const encoding of encodings) encoding.maxBitrate = 1_000;
      return undefined;
    });
    expect(sender.encodings[0]?.maxBitrate).toBe(1_000);
  });

  it.each([
    ['a second time', changed],
    ['for another reason', new DOMException('stopped', 'InvalidStateError')],
  ])('fails when it is refused %s', async (_, error) => {
    const sender = createSender();
    sender.setParameters = () => Promise.reject(error);
    await expect(changeParameters(sender as unknown as RTCRtpSender, () => undefined)).rejects.toBe(error);
  });
});
