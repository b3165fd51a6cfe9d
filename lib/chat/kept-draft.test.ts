import { describe, expect, it } from 'vitest';
import { FakeStorage } from '@/lib/testing/fake-storage';
import { KeptDraft } from './kept-draft';

const roomId = 'cccc-cccc-cccc-cccc';

describe('KeptDraft', () => {
  it('is there again after a reload of its tab, in its room alone', () => {
    const tab = new FakeStorage();
    new KeptDraft(tab, roomId).set('half a\nthought');
    expect(new KeptDraft(tab, roomId).text.getSnapshot()).toBe('half a\nthought');
    expect(new KeptDraft(tab, 'dddd-dddd-dddd-dddd').text.getSnapshot()).toBe('');
  });

  it('leaves nothing behind when it was sent', () => {
    const tab = new FakeStorage();
    const draft = new KeptDraft(tab, roomId);
    draft.set('half a thought');
    draft.set('');
    expect([draft.text.getSnapshot(), tab.entries.size]).toEqual(['', 0]);
  });

  it('lives as long as the page where the browser keeps nothing', () => {
    const tab = new FakeStorage();
    tab.isForbidden = true;
    const draft = new KeptDraft(tab, roomId);
    draft.set('half a thought');
    expect(draft.text.getSnapshot()).toBe('half a thought');
    expect(new KeptDraft(null, roomId).text.getSnapshot()).toBe('');
  });
});
