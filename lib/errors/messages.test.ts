import { describe, expect, it } from 'vitest';
import { wireErrorCodes } from '@/lib/protocol';
import { messages } from './messages';

const entries = Object.entries(messages);
/** Words that tell an engineer something and everybody else nothing. */
const jargon =
  /\b(websockets?|sockets?|ice|stun|turn server|sdp|dtls|webrtc|rtc|nat|getusermedia|getdisplaymedia|api|http|signal(?:l?ing)?|peers?|tracks?|streams?|candidates?|relay(?:ed)?|handshake|payload|request|protocol|timeout|token|epoch|session|schema|exception|null|undefined|invalid|unsupported|constraints?|hardware|encrypt(?:ed|ion)?|crypto|fragment|url|hash|participants?|error)\b/i;

describe('the words for what went wrong', () => {
  it('exist for everything the server can answer', () => {
    for (const code of wireErrorCodes) expect(messages).toHaveProperty([code]);
  });

  it.each(entries)('%s says what happened, what it means and what to do, in short', (_, message) => {
    expect(message.title).toMatch(/^[A-Z]/);
    expect(message.title).not.toMatch(/[.!]$/);
    expect(message.title.length).toBeLessThanOrEqual(45);
    expect(message.body).toMatch(/^[A-Z].*\.$/);
    expect(message.body.length).toBeGreaterThan(20);
    expect(message.body.length).toBeLessThanOrEqual(140);
    expect(message.action).toMatch(/^[A-Z]/);
    expect(message.action.length).toBeLessThanOrEqual(100);
  });

  it.each(entries)('%s uses no jargon, no blame and no exclamation', (_, message) => {
    const text = Object.values(message).join(' ');
    expect(text).not.toMatch(jargon);
    expect(text).not.toMatch(/!|\b(oops|sorry|please|you failed|your fault|illegal|fatal)\b/i);
  });

  it.each(entries)('%s is typeset: no straight quotes, double spaces or stray space', (_, message) => {
    for (const text of Object.values(message)) {
      expect(text).not.toMatch(/['"]| {2}/);
      expect(text).toBe(text.trim());
    }
  });

  it('have a title of their own for each meaning', () => {
    const titles = entries.map(([, message]) => message.title.toLowerCase());
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it.each(entries.filter(([code]) => /^(camera|microphone)-/.test(code)))(
    '%s names its own device and never the other',
    (code, message) => {
      const [own, other] = code.startsWith('camera') ? ['camera', 'microphone'] : ['microphone', 'camera'];
      const text = Object.values(message).join(' ').toLowerCase();
      expect(text).toContain(own);
      expect(text).not.toContain(other);
    },
  );
});
