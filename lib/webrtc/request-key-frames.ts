import { changeParameters } from './change-parameters';
import type { MediaSections } from './media-sections';

/**
 * Has the next picture that we send be a whole one: after an outage the other side can show nothing until one comes.
 * Browsers that can't be asked send one in their own time.
 */
export async function requestKeyFrames(sections: MediaSections): Promise<void> {
  for (const { sender } of sections.values()) {
    if (sender.track?.kind !== 'video') continue;
    await changeParameters(sender, ({ encodings }) => ({
      encodingOptions: encodings.map(() => ({ keyFrame: true })),
    }));
  }
}
